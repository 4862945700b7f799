import { accuracyWithInterval } from '../engine/train/wilson';

/** What of a run's row the lesson on methods reads. */
export interface MethodRow {
  readonly network: string;
  readonly method: string;
  readonly rate: number;
  readonly seed: number;
  readonly kept: Readonly<Record<string, readonly number[]>>;
}

/** The methods that lesson 7 compares, in its order. */
export const comparedMethods = ['dcp', 'random', 'l1', 'thinet', 'slimming'] as const;

/** Their rows of one network at one rate with the first seed, in order. @throws where one is missing */
export const rowsOf = <Row extends MethodRow>(rows: readonly Row[], network: string, rate: number): Row[] =>
  comparedMethods.map((method) => {
    const row = rows.find(
      (each) => each.method === method && each.network === network && each.rate === rate && each.seed === 1,
    );
    if (!row) throw new Error(`no run of ${method} on ${network}`);
    return row;
  });

/** How many channels two sets share. */
export const overlapOf = (one: readonly number[], other: readonly number[]): number =>
  one.filter((channel) => other.includes(channel)).length;

/** How many they share by chance, on average, drawn from so many: the mean of the hypergeometric distribution. */
export const chanceOverlap = (one: number, other: number, channels: number): number => (one * other) / channels;

/** The accuracy of a row before its fine-tuning, as a share with Wilson's 95% interval. */
export const sharesAfterCut = ({ selectedAccuracy, testImages }: { selectedAccuracy: number; testImages: number }) =>
  accuracyWithInterval(selectedAccuracy / 100, testImages);
