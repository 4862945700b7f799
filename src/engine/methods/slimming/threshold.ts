import type { ChannelGroup } from '../../channels/channelGraph';
import { keptSets } from '../../channels/prunableGroups';

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
 * counts do (Liu et al. 2017). What a group keeps although it lies below the threshold, the others lose.
 */
export function countsByThreshold(groups: readonly Scored[]): Map<string, number> {
  const counts = new Map(groups.map((scored) => [scored.id, leastKept(scored.group)]));
  const open = groups
    .flatMap(({ id, group, scores }) =>
      scores
        .toSorted((a, b) => b - a)
        .slice(leastKept(group))
        .map((score) => ({ id, score })),
    )
    .sort((a, b) => b.score - a.score);
  const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
  const left = sum(groups.map(({ count }) => count)) - sum(counts.values());
  for (const { id } of open.slice(0, Math.max(0, left))) counts.set(id, counts.get(id)! + 1);
  return counts;
}

const leastKept = (group: ChannelGroup): number =>
  Math.max(1, Math.ceil(leastShare * group.channels), keptSets(group).length);
