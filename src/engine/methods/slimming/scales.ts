import { channelGraph, type GroupPart } from '../../channels/channelGraph';
import type { PrunableGroup } from '../../channels/prunableGroups';
import { InputError } from '../../errors';
import type { Network } from '../../network/network';

/** Batch norms whose scales stand for a group's channels, and which of these each of their entries is. */
export type Scales = readonly GroupPart[];

/**
 * The scales of groups, by id.
 *
 * @throws InputError if a channel has none
 */
export function scalesOf(network: Network, groups: readonly PrunableGroup[]): Map<string, Scales> {
  const { outputs } = channelGraph(network);
  const scaling = network.layers.filter(
    ({ name, className }) => className === 'BatchNormalization' && network.weights.has(gammaOf(name)),
  );
  const scales = new Map<string, Scales>();
  for (const { id, group } of groups) {
    const parts = scaling.flatMap(({ name: layer }) => {
      const { group: of, channels } = outputs.get(layer)!;
      return of.name === group.name ? [{ layer, channels }] : [];
    });
    const scaled = new Set(parts.flatMap(({ channels }) => channels));
    if (scaled.size === group.channels) scales.set(id, parts);
  }
  const without = groups.filter(({ id }) => !scales.has(id));
  if (without.length > 0) throw new InputError('slimming.scales', { layers: without.map(({ id }) => id).join(', ') });
  return scales;
}

export const gammaOf = (batchNorm: string): string => `${batchNorm}/gamma`;

/** |gamma| of every channel of a group, the mean of those that scale it: [channels]. */
export async function absoluteScales(network: Network, scales: Scales, channels: number): Promise<number[]> {
  const sums: number[] = Array(channels).fill(0);
  const entries: number[] = Array(channels).fill(0);
  for (const { layer, channels: scaled } of scales) {
    const gamma = await network.weights.get(gammaOf(layer))!.data();
    for (const [entry, channel] of scaled.entries()) {
      sums[channel]! += Math.abs(gamma[entry]!);
      entries[channel]! += 1;
    }
  }
  return sums.map((sum, channel) => sum / entries[channel]!);
}
