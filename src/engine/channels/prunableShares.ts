import { isStatistic, type Network, weightKeys } from '../network/network';
import { firstOfEach } from './blocks';
import { type ChannelGroup, channelGraph } from './channelGraph';
import { costModel } from './costModel';
import { groupKeeps } from './keptCounts';
import { keptSets, prunableGroups, type Streams } from './prunableGroups';

/** Shares of all parameters and of all FLOPs. */
export interface Shares {
  readonly params: number;
  readonly flops: number;
}

export interface PrunableShares {
  /** What is left at prune rate 0.5 in every group. */
  readonly keptAtHalf: Shares;
  /** What goes, at most, once every group has as few channels as it can have. */
  readonly prunable: Shares;
  /** Of the parameters, what lies in layers that read or make channels which can be pruned. */
  readonly touched: number;
}

/** How much of a network pruning can take. */
export function prunableShares(network: Network, streams: Streams = 'locked'): PrunableShares {
  const costAt = costModel(network);
  const groups = prunableGroups(network, streams);
  const whole = costAt(new Map());
  const keptAt = (rate: number): Shares => {
    const cost = costAt(new Map(groups.map(({ group }) => [group.name, someChannels(group, groupKeeps(group, rate))])));
    return { params: share(cost.params, whole.params), flops: share(cost.flops, whole.flops) };
  };
  const least = keptAt(1);
  return {
    keptAtHalf: keptAt(0.5),
    prunable: { params: 1 - least.params, flops: 1 - least.flops },
    touched: touchedParams(network, new Set(groups.map(({ group }) => group.name))) / Math.max(1, whole.params),
  };
}

/** Parameters of the layers that read or make channels of some groups. */
function touchedParams(network: Network, groups: ReadonlySet<string>): number {
  const { outputs } = channelGraph(network);
  const isOf = (layer: string): boolean => groups.has(outputs.get(layer)?.group.name ?? '');
  return network.layers
    .filter(({ name, inputs }) => isOf(name) || inputs.some(isOf))
    .flatMap(({ name }) => weightKeys(network, name))
    .filter((key) => !isStatistic(key))
    .reduce((sum, key) => sum + (network.weights.get(key)?.size ?? 0), 0);
}

const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);

/** So many channels of a group, among them one of each set that must not be lost whole, and equally many of each block. */
function someChannels(group: ChannelGroup, count: number): number[] {
  if (group.blocks.length > 1) return firstOfEach(group.blocks, [...Array(group.channels).keys()], count);
  const needed = new Set(keptSets(group).flatMap(([first]) => first ?? []));
  const others = [...Array(group.channels).keys()].filter((channel) => !needed.has(channel));
  return [...needed, ...others.slice(0, Math.max(0, count - needed.size))].sort((a, b) => a - b);
}
