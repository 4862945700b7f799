import type { SelectionOptions } from './selection';

type Choosing = Pick<SelectionOptions, 'choose' | 'random' | 'count' | 'channelsPerStep' | 'keepOneOf'>;

/** The channels that join next: those with the largest scores, or some at random. @param taken those selected before */
export function chooseChannels(scores: readonly number[], taken: readonly number[], options: Choosing): number[] {
  const { choose, random, count, channelsPerStep } = options;
  const missing = setsWithout(taken, options);
  const mustServe = missing.length > 0 && count - taken.length <= missing.length;
  const wanted = mustServe ? new Set(missing.flat()) : undefined;
  const open = [...scores.keys()].filter(
    (channel) => !taken.includes(channel) && (wanted === undefined || wanted.has(channel)),
  );
  const places = mustServe ? 1 : Math.min(channelsPerStep, count - taken.length - Math.max(0, missing.length - 1));
  if (choose === 'random') return Array.from(random.permutation(open.length).subarray(0, places), (at) => open[at]!);
  return open.sort((a, b) => scores[b]! - scores[a]! || a - b).slice(0, places);
}

/** The sets of which no channel is selected yet. */
export const setsWithout = (
  taken: readonly number[],
  { keepOneOf = [] }: Pick<Choosing, 'keepOneOf'>,
): Array<readonly number[]> => keepOneOf.filter((set) => !set.some((channel) => taken.includes(channel)));
