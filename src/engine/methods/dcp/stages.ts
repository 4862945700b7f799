import type { PrunableGroup } from '../../channels/prunableGroups';
import { layersBetween } from '../../network/execute';
import { isPlainConvolution } from '../../network/layers/conv2d';
import type { Network } from '../../network/network';

/** One stage of Algorithm 1: the groups whose channels are selected with the loss at layer `lossAt`. */
export interface Stage {
  /** L_p; absent in the last stage, whose loss is the network's own. */
  readonly lossAt?: string;
  readonly groups: readonly PrunableGroup[];
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
    const groups = prunable.filter(
      (group) =>
        !staged.has(group) &&
        before.has(group.readers.at(-1)?.layer ?? '') &&
        group.readers.every((reader) => leading.has(reader.layer)),
    );
    for (const group of groups) staged.add(group);
    return lossAt === undefined ? { groups } : { lossAt, groups };
  });
}
