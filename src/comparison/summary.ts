import type { Row, Settings } from './row';
import type { Setup } from './setup';
import { type Spread, spreadOf } from './spread';

const measures = [
  ...['baselineAccuracy', 'selectedAccuracy', 'accuracy', 'gap', 'params', 'flops', 'bytes', 'milliseconds'],
  ...['selectionSeconds', 'seconds'],
] as const satisfies ReadonlyArray<keyof Row>;

type Measure = (typeof measures)[number];

/** Runs that differ in their seeds alone. */
export interface Summary extends Omit<Settings, 'seed'>, Readonly<Record<Measure, Spread>> {
  readonly seeds: number;
  /** Of them, whose last training diverged. */
  readonly stopped: number;
  /** Rows of earlier builds do not tell. */
  readonly setup?: Setup;
  readonly testImages: number;
  /** Half of Wilson's 95% interval of a run's accuracy, on average. */
  readonly accuracyMargin: number;
  /** Half of the paired 95% interval of a run's gap, on average: what so many test images can tell. */
  readonly gapMargin: number;
  /** The same widths as the first method's of this network, rate and variant. */
  readonly hasEqualWidths: boolean;
}

/** One for each network, method, rate, variant, way to store and setup, in the order in which they come. */
export function summaryOf(rows: readonly Row[]): Summary[] {
  const hasEqualWidths = widthsIn(rows);
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = groupOf(row);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].map((runs) => {
    const [first] = runs as [Row, ...Row[]];
    const { network, method, rate, variant, compression, setup, testImages } = first;
    const spreads = Object.fromEntries(measures.map((measure) => [measure, spreadOf(runs.map((run) => run[measure]))]));
    return {
      ...{ network, method, rate, testImages },
      ...(variant === undefined ? {} : { variant }),
      ...(compression === undefined ? {} : { compression }),
      ...(setup === undefined ? {} : { setup }),
      seeds: runs.length,
      stopped: runs.filter(({ isStopped }) => isStopped).length,
      ...(spreads as Record<Measure, Spread>),
      accuracyMargin: spreadOf(runs.map(({ accuracyLow, accuracyHigh }) => (accuracyHigh - accuracyLow) / 2)).mean,
      gapMargin: spreadOf(runs.map(({ gapLow, gapHigh }) => (gapHigh - gapLow) / 2)).mean,
      hasEqualWidths: runs.every(hasEqualWidths),
    };
  });
}

/** Tells of each row whether it has the widths of the first of its network, rate and variant. */
export function widthsIn(rows: readonly Row[]): (row: Row) => boolean {
  const standards = new Map<string, Row>();
  for (const row of rows) if (!standards.has(contestOf(row))) standards.set(contestOf(row), row);
  return (row) => areEqual(row.widths, standards.get(contestOf(row))?.widths ?? {});
}

/** The same for runs that differ in their seeds alone. */
export const groupOf = ({ setup, compression, ...run }: Omit<Settings, 'seed'> & Pick<Summary, 'setup'>): string =>
  [contestOf(run), run.method, JSON.stringify([setup, compression])].join(' ');

/** Runs that are fair to compare have the same. */
const contestOf = ({ network, rate, variant = '' }: Omit<Settings, 'seed' | 'method'>): string =>
  [network, rate, variant].join(' ');

function areEqual(one: Row['widths'], other: Row['widths']): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}
