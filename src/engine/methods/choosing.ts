import { keptSets, type PrunableGroup } from '../channels/prunableGroups';
import type { Random } from '../random';

interface Choosing {
  /** Take the channels with the largest scores, or some at random. */
  readonly choose: 'largest' | 'random';
  readonly random: Random;
  /** Channels to select in all. */
  readonly count: number;
  readonly channelsPerStep: number;
  /** Sets of channels, one of each of which must be kept: what a layer makes of the group's channels. */
  readonly keepOneOf?: ReadonlyArray<readonly number[]>;
}

/** The channels that join next. @param selected those that have joined before */
export function chooseChannels(scores: readonly number[], selected: readonly number[], options: Choosing): number[] {
  const { choose, random, count, channelsPerStep } = options;
  const missing = setsWithout(selected, options);
  const mustServe = missing.length > 0 && count - selected.length <= missing.length;
  const wanted = mustServe ? new Set(missing.flat()) : undefined;
  const open = [...scores.keys()].filter(
    (channel) => !selected.includes(channel) && (wanted === undefined || wanted.has(channel)),
  );
  const places = mustServe ? 1 : Math.min(channelsPerStep, count - selected.length - Math.max(0, missing.length - 1));
  if (choose === 'random') return Array.from(random.permutation(open.length).subarray(0, places), (at) => open[at]!);
  return byScore(open, scores).slice(0, places);
}

/** The sets of which no channel is selected yet. */
export const setsWithout = (
  selected: readonly number[],
  { keepOneOf = [] }: Pick<Choosing, 'keepOneOf'>,
): Array<readonly number[]> => keepOneOf.filter((set) => !set.some((channel) => selected.includes(channel)));

/** The channels of a group with the largest scores, ascending, among them one of each set that must not be lost whole. */
export function keepLargest({ group }: PrunableGroup, scores: readonly number[], count: number): number[] {
  const ranked = byScore([...scores.keys()], scores);
  const needed = new Set(keptSets(group).flatMap((set) => ranked.find((channel) => set.includes(channel)) ?? []));
  const others = ranked.filter((channel) => !needed.has(channel));
  return [...needed, ...others.slice(0, Math.max(0, count - needed.size))].sort((a, b) => a - b);
}

const byScore = (channels: number[], scores: readonly number[]): number[] =>
  channels.sort((a, b) => scores[b]! - scores[a]! || a - b);
