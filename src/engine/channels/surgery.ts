import * as tf from '@tensorflow/tfjs';
import { kindOf } from '../network/layers';
import { cloneNetwork, filled, type Network, replaceWeight, weightKeys } from '../network/network';
import { type ChannelGraph, channelGraph } from './channelGraph';

/** Kept channels, ascending, by group name; a group that is absent keeps all. */
export type KeptChannels = ReadonlyMap<string, readonly number[]>;

/**
 * By weight, zeros for the entries that read removed channels, ones for the others, in a shape that spreads to the
 * weight's; weights without such entries have none. The caller owns them.
 */
export function masksOf(network: Network, kept: KeptChannels): Map<string, tf.Tensor> {
  const plan = planOf(network, kept);
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
 */
export function cut(network: Network, kept: KeptChannels): Network {
  const plan = planOf(network, kept);
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

/** Some of `count` channels. */
interface Part {
  readonly indices: readonly number[];
  readonly count: number;
}

/** What remains of the channels that a layer reads and of those that it makes; absent if all do. */
interface LayerPlan {
  readonly reads?: Part;
  readonly makes?: Part;
  readonly mixes: boolean;
}

function planOf(network: Network, kept: KeptChannels): Map<string, LayerPlan> {
  const { groups, outputs } = channelGraph(network);
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

/** A weight with the axes along which its layer's input channels and its output channels lie, and its blocks of these. */
export interface LaidOut {
  readonly key: string;
  readonly input?: number;
  readonly output?: number;
  readonly blocks: number;
}

export function weightsOf(network: Network, layer: string): LaidOut[] {
  const own = network.layers.find(({ name }) => name === layer)!;
  const { weightAxes } = kindOf(own);
  const blocks = kindOf(own).blocks(own.config);
  return weightKeys(network, layer).map((key) => {
    const axes = weightAxes[key.slice(key.lastIndexOf('/') + 1)];
    const { rank } = network.weights.get(key)!;
    const positive = (axis: number) => (axis < 0 ? axis + rank : axis);
    return {
      ...{ key, blocks },
      ...(axes?.input === undefined ? {} : { input: positive(axes.input) }),
      ...(axes?.output === undefined ? {} : { output: positive(axes.output) }),
    };
  });
}

/** Entries along an axis that belong to channels; a channel has as many neighbouring ones as the axis is longer. */
function entriesOf({ indices, count }: Part, length: number): number[] {
  const each = length / count;
  return indices.flatMap((index) => Array.from({ length: each }, (_, offset) => index * each + offset));
}

/**
 * Entries of a tensor along one axis. The product gives the data the tensor's own shape: what wasm gathers keeps one of
 * rank 4 underneath, and its convolution then refuses a bias.
 */
function selectAlong(tensor: tf.Tensor, axis: number, part: Part): tf.Tensor {
  const entries = entriesOf(part, tensor.shape[axis]!);
  return tf.mul(tf.gather(tensor, tf.tensor1d(entries, 'int32'), axis), 1);
}

/** The entries that read some of the layer's input channels, as one that divides these has them block by block. */
function selectRead(tensor: tf.Tensor, { input, output = -1, blocks }: Reading, part: Part): tf.Tensor {
  if (blocks === 1) return selectAlong(tensor, input, part);
  const [first, ...others] = tf
    .split(tensor, blocks, output)
    .map((own, block) => selectAlong(own, input, partOfBlock(part, blocks, block)));
  if (others.some(({ shape }) => shape[input] !== first?.shape[input]))
    throw new Error('equally many channels of each block must stay');
  return tf.concat([first!, ...others], output);
}

/** Ones for the entries that read some of the layer's input channels, zeros for the others. */
function flagsRead(shape: readonly number[], { input, output = -1, blocks }: Reading, part: Part): tf.Tensor {
  if (blocks === 1) return flagsAlong(shape, input, part);
  return tf.tidy(() => {
    const ofBlocks = Array.from({ length: blocks }, (_, block) => {
      const flags = flagsAlong(shape, input, partOfBlock(part, blocks, block));
      return tf.tile(
        flags,
        shape.map((_, axis) => (axis === output ? (shape[axis] ?? 0) / blocks : 1)),
      );
    });
    return tf.concat(ofBlocks, output);
  });
}

/** A weight with an axis of input channels. */
type Reading = LaidOut & { readonly input: number };

/** What of a part lies in one of several blocks of neighbours. */
function partOfBlock({ indices, count }: Part, blocks: number, block: number): Part {
  const size = count / blocks;
  const own = indices.filter((index) => Math.floor(index / size) === block);
  return { indices: own.map((index) => index - block * size), count: size };
}

/** Ones along an axis for the entries of a part, zeros for the others. */
function flagsAlong(shape: readonly number[], axis: number, part: Part): tf.Tensor {
  const length = shape[axis]!;
  const entries = new Set(entriesOf(part, length));
  const flags = Array.from({ length }, (_, entry) => (entries.has(entry) ? 1 : 0));
  return tf.tensor(
    flags,
    shape.map((_, other) => (other === axis ? length : 1)),
    'float32',
  );
}
