import * as tf from '@tensorflow/tfjs';
import { kindOf } from '../network/layers';
import { cloneNetwork, filled, type Network, replaceWeight } from '../network/network';
import { areEven } from './blocks';
import { type ChannelGraph, channelGraph } from './channelGraph';
import { flagsRead, type Part, selectAlong, selectRead, weightsOf } from './weightSlices';

/** Kept channels, ascending, by group name; a group that is absent keeps all. */
export type KeptChannels = ReadonlyMap<string, readonly number[]>;

/**
 * By weight, zeros for the entries that read removed channels, ones for the others, in a shape that spreads to the
 * weight's; weights without such entries have none. The caller owns them.
 */
export function masksOf(network: Network, kept: KeptChannels): Map<string, tf.Tensor> {
  const plan = planOf(network, channelGraph(network), kept);
  const masks = new Map<string, tf.Tensor>();
  for (const { name, shares } of network.layers) {
    const { reads, mixes } = plan.get(name)!;
    if (!mixes || !reads || shares !== undefined) continue;
    for (const weight of weightsOf(network, name)) {
      const { key, input } = weight;
      if (input !== undefined) masks.set(key, flagsRead(network.weights.get(key)!.shape, { ...weight, input }, reads));
    }
  }
  return masks;
}

/** Zeroes what layers read of the removed channels, in place: the masked network computes what the cut one does. */
export function mask(network: Network, kept: KeptChannels): void {
  for (const [key, flags] of masksOf(network, kept)) {
    replaceWeight(network, key, tf.mul(network.weights.get(key)!, flags));
    flags.dispose();
  }
}

/**
 * A network without the removed channels: filters, biases and all other weights of one entry a channel are gone, and
 * so are the slices of the kernels that read them. The caller owns it; `network` is unchanged.
 *
 * @param kept of every group with blocks equally many channels of each
 */
export function cut(network: Network, kept: KeptChannels): Network {
  const graph = channelGraph(network);
  const plan = planOf(network, graph, kept);
  for (const { name, blocks } of graph.groups)
    if (!areEven(blocks, kept.get(name) ?? [])) throw new Error(`the blocks of group "${name}" must stay equally wide`);
  const layers = network.layers.map((layer) => {
    const { makes } = plan.get(layer.name)!;
    return makes ? { ...layer, config: kindOf(layer).resize(layer.config, makes.indices.length) } : layer;
  });
  return filled({ ...cloneNetwork(network), layers }, (result) => {
    for (const { name, shares } of network.layers) {
      if (shares !== undefined) continue;
      const { reads, makes } = plan.get(name)!;
      for (const weight of weightsOf(network, name)) {
        const { key, input, output } = weight;
        const replace = (select: (tensor: tf.Tensor) => tf.Tensor) =>
          replaceWeight(
            result,
            key,
            tf.tidy(() => select(result.weights.get(key)!)),
          );
        if (input !== undefined && reads) replace((tensor) => selectRead(tensor, { ...weight, input }, reads));
        if (output !== undefined && makes) replace((tensor) => selectAlong(tensor, output, makes));
      }
    }
  });
}

/** What remains of the channels that a layer reads and of those that it makes; absent if all do. */
interface LayerPlan {
  readonly reads?: Part;
  readonly makes?: Part;
  readonly mixes: boolean;
}

function planOf(network: Network, { groups, outputs }: ChannelGraph, kept: KeptChannels): Map<string, LayerPlan> {
  for (const [name, channels] of kept) {
    if (!groups.some((group) => group.name === name))
      throw new Error(`network "${network.name}" has no channel group "${name}"`);
    if (channels.length === 0) throw new Error(`group "${name}" must keep at least one channel`);
  }
  const consumers = new Set(groups.flatMap((group) => group.consumers.map(({ layer }) => layer)));
  return new Map(
    network.layers.map(({ name, inputs }) => {
      const reads = inputs[0] === undefined ? undefined : remaining(outputs, inputs[0], kept);
      const makes = remaining(outputs, name, kept);
      return [name, { ...(reads ? { reads } : {}), ...(makes ? { makes } : {}), mixes: consumers.has(name) }];
    }),
  );
}

function remaining(outputs: ChannelGraph['outputs'], layer: string, kept: KeptChannels): Part | undefined {
  const { group, channels } = outputs.get(layer)!;
  const wanted = kept.get(group.name);
  if (!wanted) return undefined;
  const set = new Set(wanted);
  const indices = [...channels.keys()].filter((index) => set.has(channels[index]!));
  if (indices.length === 0) throw new Error(`layer "${layer}" must keep at least one channel`);
  return { indices, count: channels.length };
}
