import * as tf from '@tensorflow/tfjs';
import { type ChannelGroup, channelGroups } from './groups';
import { type Network, replaceWeight, weightKeys, weightOf } from './network';

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
  const weights = new Map<string, tf.Tensor>();
  for (const [key, tensor] of network.weights) weights.set(key, tf.keep(tf.clone(tensor)));
  const result: Network = { ...network, weights, layers: network.layers.map((layer) => resized(layer, network, kept)) };
  const gatherAlong = (layer: string, axis: number, indices: readonly number[]) => {
    for (const key of weightKeys(result, layer)) {
      const tensor = weights.get(key)!;
      const along = axis < 0 ? tensor.rank + axis : axis;
      replaceWeight(
        result,
        key,
        tf.tidy(() => tf.gather(tensor, tf.tensor1d([...indices], 'int32'), along)),
      );
    }
  };
  for (const [group, channels] of prunedGroups(network, kept)) {
    for (const layer of [...group.producers, ...group.followers]) gatherAlong(layer, -1, channels);
    for (const { layer, unitsPerChannel } of group.consumers) {
      const kernel = weights.get(`${layer}/kernel`)!;
      const rows = unitsOf(channels, group, unitsPerChannel);
      const gathered = tf.tidy(() => tf.gather(kernel, tf.tensor1d(rows, 'int32'), kernel.rank - 2));
      replaceWeight(result, `${layer}/kernel`, gathered);
    }
  }
  return result;
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

function resized(layer: Network['layers'][number], network: Network, kept: KeptChannels): Network['layers'][number] {
  const group = [...kept].find(([name]) =>
    channelGroups(network)
      .find((candidate) => candidate.name === name)
      ?.producers.includes(layer.name),
  );
  if (!group) return layer;
  const size = layer.className === 'Dense' ? 'units' : 'filters';
  return { ...layer, config: { ...layer.config, [size]: group[1].length } };
}
