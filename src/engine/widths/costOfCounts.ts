import { type CostAt, costModel } from '../channels/costModel';
import { keptSets, type PrunableGroup } from '../channels/prunableGroups';
import type { KeptChannels } from '../channels/surgery';
import { keepLargest } from '../methods/choosing';
import type { Cost } from '../network/cost';
import type { Network } from '../network/network';
import type { Counts } from './allocation';

/** The network's costs by how many channels each group keeps: where these are not all alike, the most they can be. */
export interface CostOfCounts {
  costAt(counts: Counts): Cost;
  /** Channels to that number, as dear as they can be. */
  keptAt(counts: Counts): KeptChannels;
}

export function costOfCounts(network: Network, groups: readonly PrunableGroup[]): CostOfCounts {
  const costAt = costModel(network);
  const known = groups.map((group) => ({
    group,
    dearness: dearnessOf(group, costAt),
    kept: new Map<number, number[]>(),
  }));
  const keptAt = (counts: Counts): KeptChannels =>
    new Map(
      known.map(({ group, dearness, kept }) => {
        const count = counts.get(group.id) ?? group.group.channels;
        const channels = kept.get(count) ?? keepLargest(group, dearness, count);
        kept.set(count, channels);
        return [group.group.name, channels];
      }),
    );
  return { costAt: (counts) => costAt(keptAt(counts)), keptAt };
}

/** What each channel of a group saves if it goes alone: all the same, unless several layers make some of them each. */
function dearnessOf({ group }: PrunableGroup, costAt: CostAt): number[] {
  const all = [...Array(group.channels).keys()];
  if (keptSets(group).length === 1) return all.map(() => 0);
  return all.map((channel) => -costAt(new Map([[group.name, all.filter((other) => other !== channel)]])).flops);
}
