import type { ChannelGroup } from '../network/groups';
import type { Network } from '../network/network';
import { isPlainConvolution, keptSets, type PrunableLayer } from '../network/prunable';

/** One stage of Algorithm 1: the layers whose channels are selected with the loss at layer `lossAt`. */
export interface Stage {
  /** L_p; absent in the last stage, whose loss is the network's own. */
  readonly lossAt?: string;
  readonly layers: readonly PrunableLayer[];
}

/** Algorithm 1: P losses evenly over the convolutions' depth, stage p prunes the layers whose last members are in (L_{p-1}, L_p]. */
export function stagesOf(network: Network, prunable: readonly PrunableLayer[], losses: number): Stage[] {
  const convolutions = network.layers.filter(isPlainConvolution).map(({ name }) => name);
  const ends = Array.from({ length: losses }, (_, index) =>
    Math.round(((index + 1) * convolutions.length) / (losses + 1)),
  );
  const bounds = [0, ...new Set(ends.filter((end) => end > 0 && end < convolutions.length)), convolutions.length];
  return bounds.slice(1).map((end, index) => {
    const inside = new Set(convolutions.slice(bounds[index], end));
    const layers = prunable.filter(({ members }) => inside.has(members.at(-1)?.layer ?? ''));
    const lossAt = convolutions[end - 1];
    return end < convolutions.length && lossAt ? { lossAt, layers } : { layers };
  });
}

/** Channels a group keeps at a prune rate: no fewer than every layer that makes some of them needs. */
export const groupKeeps = (group: ChannelGroup, rate: number): number =>
  Math.max(keptCount(group.channels, rate), keptSets(group).length);

/** Channels a layer keeps of `channels` at prune rate `rate`: c - floor(c r), at least one. */
export function keptCount(channels: number, rate: number): number {
  return Math.max(1, channels - Math.floor(channels * rate + 1e-9));
}
