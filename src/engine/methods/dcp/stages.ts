import type { ChannelGroup } from '../../channels/channelGraph';
import { isPlainConvolution, keptSets, type PrunableGroup } from '../../channels/prunableGroups';
import { layersBetween } from '../../network/execute';
import type { Network } from '../../network/network';

/** One stage of Algorithm 1: the layers whose channels are selected with the loss at layer `lossAt`. */
export interface Stage {
  /** L_p; absent in the last stage, whose loss is the network's own. */
  readonly lossAt?: string;
  readonly layers: readonly PrunableGroup[];
}

/**
 * Algorithm 1: P losses evenly over the convolutions' depth, stage p prunes the layers whose last readers are in
 * (L_{p-1}, L_p]. Layers that do not lead to the stage's loss, beside a shortcut that does, are left to a later stage.
 */
export function stagesOf(network: Network, prunable: readonly PrunableGroup[], losses: number): Stage[] {
  const convolutions = network.layers.filter(isPlainConvolution).map(({ name }) => name);
  const ends = Array.from({ length: losses }, (_, index) =>
    Math.round(((index + 1) * convolutions.length) / (losses + 1)),
  );
  const bounds = [0, ...new Set(ends.filter((end) => end > 0 && end < convolutions.length)), convolutions.length];
  const staged = new Set<PrunableGroup>();
  return bounds.slice(1).map((end) => {
    const before = new Set(convolutions.slice(0, end));
    const lossAt = end < convolutions.length ? convolutions[end - 1] : undefined;
    const leading = lossAt === undefined ? before : layersBetween(network, new Set(), [lossAt]);
    const layers = prunable.filter(
      (layer) =>
        !staged.has(layer) &&
        before.has(layer.readers.at(-1)?.layer ?? '') &&
        layer.readers.every((reader) => leading.has(reader.layer)),
    );
    for (const layer of layers) staged.add(layer);
    return lossAt === undefined ? { layers } : { lossAt, layers };
  });
}

/** Channels a group keeps at a prune rate: no fewer than every layer that makes some of them needs. */
export const groupKeeps = (group: ChannelGroup, rate: number): number =>
  Math.max(keptCount(group.channels, rate), keptSets(group).length);

/** Channels a layer keeps of `channels` at prune rate `rate`: c - floor(c r), at least one. */
export function keptCount(channels: number, rate: number): number {
  return Math.max(1, channels - Math.floor(channels * rate + 1e-9));
}
