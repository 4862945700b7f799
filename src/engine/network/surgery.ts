import * as tf from '@tensorflow/tfjs';
import { type ChannelGroup, channelGroups } from './groups';
import { cloneNetwork, type Layer, type Network, replaceWeight, weightKeys, weightOf } from './network';

/** Kept channels, ascending, by group name; a group that is absent keeps all. */
export type KeptChannels = ReadonlyMap<string, readonly number[]>;

/** Zeroes what the consumers read of the removed channels, in place: the masked network computes what the cut one does. */
export function mask(network: Network, kept: KeptChannels): void {
  for (const [group, channels] of prunedGroups(network, kept))
    for (const { layer, unitsPerChannel } of group.consumers) {
      const kernel = weightOf(network, layer, 'kernel');
      const rows = new Set(unitsOf(channels, group, unitsPerChannel));
      const units = group.channels * unitsPerChannel;
      const flags = Array.from({ length: units }, (_, unit) => (rows.has(unit) ? 1 : 0));
      replaceWeight(
        network,
        `${layer}/kernel`,
        tf.tidy(() => tf.mul(kernel, tf.reshape(tf.tensor1d(flags, 'float32'), [units, 1]))),
      );
    }
}

/**
 * A network without the removed channels: filters and biases of their producers, batch-norm entries, and the
 * consumers' input slices (blocks of units behind a Flatten) are gone. The caller owns it; `network` is unchanged.
 */
export function cut(network: Network, kept: KeptChannels): Network {
  const groups = prunedGroups(network, kept);
  const layers = network.layers.map((layer) => {
    const [, channels] = groups.find(([{ producers }]) => producers.includes(layer.name)) ?? [];
    return channels ? resized(layer, channels.length) : layer;
  });
  const result: Network = { ...cloneNetwork(network), layers };
  const keep = (key: string, axisFromEnd: number, indices: readonly number[]) =>
    replaceWeight(result, key, select(result.weights.get(key)!, axisFromEnd, indices));
  for (const [group, channels] of groups) {
    for (const layer of [...group.producers, ...group.followers])
      for (const key of weightKeys(result, layer)) keep(key, 1, channels);
    for (const { layer, unitsPerChannel } of group.consumers)
      keep(`${layer}/kernel`, 2, unitsOf(channels, group, unitsPerChannel));
  }
  return result;
}

/**
 * Entries of a tensor along one axis. The product gives the data the tensor's own shape: what wasm gathers keeps one of
 * rank 4 underneath, and its convolution then refuses a bias.
 */
function select(tensor: tf.Tensor, axisFromEnd: number, indices: readonly number[]): tf.Tensor {
  return tf.tidy(() => tf.mul(tf.gather(tensor, tf.tensor1d([...indices], 'int32'), tensor.rank - axisFromEnd), 1));
}

function prunedGroups(network: Network, kept: KeptChannels): Array<[ChannelGroup, readonly number[]]> {
  const groups = new Map(channelGroups(network).map((group) => [group.name, group]));
  return [...kept].map(([name, channels]) => {
    const group = groups.get(name);
    if (!group) throw new Error(`network "${network.name}" has no channel group "${name}"`);
    if (channels.length === 0) throw new Error(`group "${name}" must keep at least one channel`);
    return [group, channels];
  });
}

/** The input units of the kept channels: behind a Flatten, channel c is units c, c + channels, c + 2 channels, ... */
function unitsOf(channels: readonly number[], group: ChannelGroup, unitsPerChannel: number): number[] {
  return Array.from({ length: unitsPerChannel }, (_, position) =>
    channels.map((channel) => position * group.channels + channel),
  ).flat();
}

function resized(layer: Layer, channels: number): Layer {
  const size = layer.className === 'Dense' ? 'units' : 'filters';
  return { ...layer, config: { ...layer.config, [size]: channels } };
}
