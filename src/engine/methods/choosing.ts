import { type Blocks, channelsWith, firstOfEach } from '../channels/blocks';
import { type HandChoices, keptSets, type PrunableGroup } from '../channels/prunableGroups';
import type { Random } from '../random';
import type { RunEvent } from '../run/events';
import { encodeScores } from '../run/scores';

interface Choosing {
  /** Take the channels with the largest scores, or some at random. */
  readonly choose: 'largest' | 'random';
  readonly random: Random;
  /** Channels to select in all. */
  readonly count: number;
  readonly channelsPerStep: number;
  /** Of each of which equally many channels are selected in the end. */
  readonly blocks?: Blocks;
  /** Sets of channels, one of each of which must be kept: what a layer makes of the group's channels. */
  readonly keepOneOf?: ReadonlyArray<readonly number[]>;
  /** Those to keep join before all others, those to remove never. */
  readonly byHand?: HandChoices | undefined;
}

/**
 * The channels that join next, one by one, each of a block of which the fewest have joined: once as many sets are without
 * a channel as places are left, only channels of these do.
 *
 * @param before channels that have joined
 */
export function chooseChannels(scores: readonly number[], before: readonly number[], options: Choosing): number[] {
  const { choose, random, count, channelsPerStep, blocks = [[...scores.keys()]], byHand } = options;
  const open = [...scores.keys()].filter((channel) => !before.includes(channel));
  const ranked = firstByHand(
    choose === 'random' ? Array.from(random.permutation(open.length), (at) => open[at]!) : byScore(open, scores),
    byHand,
  );
  const joining: number[] = [];
  const most = Math.min(joiningNext(before.length, channelsPerStep, blocks.length), count - before.length);
  while (joining.length < most) {
    const selected = [...before, ...joining];
    const even = channelsWith('fewest', blocks, selected);
    const missing = setsWithout(selected, options);
    const wanted = missing.length > 0 && count - selected.length <= missing.length ? missing.flat() : ranked;
    const next = ranked.find((channel) => wanted.includes(channel) && even.has(channel) && !joining.includes(channel));
    if (next === undefined) break;
    joining.push(next);
  }
  return joining;
}

/** How many channels join in a step, that no step goes past where blocks are even but to where they are so again. */
function joiningNext(before: number, channelsPerStep: number, blocks: number): number {
  const toEven = blocks - (before % blocks);
  if (channelsPerStep <= toEven) return channelsPerStep;
  return toEven + blocks * Math.floor((channelsPerStep - toEven) / blocks);
}

/** How many channels join in each step, until so many are selected. */
export function stepsTo(count: number, channelsPerStep: number, blocks: number): number[] {
  const steps: number[] = [];
  for (let selected = 0; selected < count; selected += steps.at(-1) ?? count)
    steps.push(Math.min(joiningNext(selected, channelsPerStep, blocks), count - selected));
  return steps;
}

/** Without those to remove, the ones to keep before the others. */
const firstByHand = (ranked: readonly number[], { keep, remove }: HandChoices = leftToMethod): number[] => [
  ...ranked.filter((channel) => keep.includes(channel)),
  ...ranked.filter((channel) => !keep.includes(channel) && !remove.includes(channel)),
];

const leftToMethod: HandChoices = { keep: [], remove: [] };

/** The sets of which no channel is selected yet. */
export const setsWithout = (
  selected: readonly number[],
  { keepOneOf = [] }: Pick<Choosing, 'keepOneOf'>,
): Array<readonly number[]> => keepOneOf.filter((set) => !set.some((channel) => selected.includes(channel)));

/**
 * The channels of a group with the largest scores, equally many of each block, ascending, among them those that are kept by
 * hand and one of each set that must not be lost whole.
 */
export function keepLargest({ group, byHand }: PrunableGroup, scores: readonly number[], count: number): number[] {
  const ranked = firstByHand(byScore([...scores.keys()], scores), byHand);
  if (group.blocks.length > 1) return firstOfEach(group.blocks, ranked, count).sort((a, b) => a - b);
  const needed = new Set([
    ...(byHand?.keep ?? []),
    ...keptSets(group).flatMap((set) => ranked.find((channel) => set.includes(channel)) ?? []),
  ]);
  const others = ranked.filter((channel) => !needed.has(channel));
  return [...needed, ...others.slice(0, Math.max(0, count - needed.size))].sort((a, b) => a - b);
}

const byScore = (channels: number[], scores: readonly number[]): number[] =>
  channels.sort((a, b) => scores[b]! - scores[a]! || a - b);

/** All channels of a group that stay are told at once, best first. */
export const selectionEvent = (layer: string, kept: readonly number[], scores: readonly number[]): RunEvent => ({
  ...{ type: 'selection', layer, step: 0 },
  ...{ chosen: byScore([...kept], scores), scores: encodeScores(scores) },
});

/** The input channels of a layer that stay. @param read the group's channel that each of them is */
export const keptPlaces = (read: readonly number[], kept: readonly number[]): number[] =>
  [...read.keys()].filter((place) => kept.includes(read[place]!));
