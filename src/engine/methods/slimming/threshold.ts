import type { ChannelGroup } from '../../channels/channelGraph';
import { multipleOf } from '../../channels/keptCounts';
import { keptSets } from '../../channels/prunableGroups';
import { roundedUp } from '../../recipe/keptCount';

/** A group's channels by their scores, and how many of them its rate would keep. */
export interface Scored {
  readonly id: string;
  readonly group: ChannelGroup;
  readonly scores: readonly number[];
  readonly count: number;
}

/** Of its channels every group keeps at least this share: no layer vanishes. */
const leastShare = 0.1;

/**
 * How many channels each group keeps, by id, where one threshold over all scores keeps as many in all as the groups' own
 * counts do (Liu et al. 2017). What a group keeps although it lies below the threshold, the others lose. Of a group with
 * blocks the next of each are kept together, by the mean of their scores.
 */
export function countsByThreshold(groups: readonly Scored[]): Map<string, number> {
  const counts = new Map(groups.map((scored) => [scored.id, leastKept(scored.group)]));
  const open = groups
    .flatMap(({ id, group, scores }) => {
      const size = group.blocks.length;
      const rounds = roundsOf(group, scores).slice(leastKept(group) / size);
      return rounds.map((score) => ({ id, size, score }));
    })
    .sort((a, b) => b.score - a.score);
  const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
  let left = sum(groups.map(({ count }) => count)) - sum(counts.values());
  for (const { id, size } of open) {
    if (size > left) continue;
    counts.set(id, counts.get(id)! + size);
    left -= size;
  }
  return counts;
}

const leastKept = (group: ChannelGroup): number =>
  roundedUp(
    Math.max(1, Math.ceil(leastShare * group.channels), keptSets(group).length),
    multipleOf(group, 1),
    group.channels,
  );

/** The mean of the largest scores of all blocks, of the second largest, and so on. */
function roundsOf({ blocks }: ChannelGroup, scores: readonly number[]): number[] {
  const sorted = blocks.map((block) => block.map((channel) => scores[channel]!).sort((a, b) => b - a));
  const [first = []] = sorted;
  return first.map((_, round) => sorted.reduce((sum, own) => sum + own[round]!, 0) / blocks.length);
}
