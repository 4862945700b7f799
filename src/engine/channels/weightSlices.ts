import * as tf from '@tensorflow/tfjs';
import { kindOf } from '../network/layers';
import { type Network, weightKeys } from '../network/network';

/** Some of `count` channels. */
export interface Part {
  readonly indices: readonly number[];
  readonly count: number;
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
export function selectAlong(tensor: tf.Tensor, axis: number, part: Part): tf.Tensor {
  const entries = entriesOf(part, tensor.shape[axis]!);
  return tf.mul(tf.gather(tensor, tf.tensor1d(entries, 'int32'), axis), 1);
}

/** The entries that read some of the layer's input channels, as one that divides these has them block by block. */
export function selectRead(tensor: tf.Tensor, { input, output = -1, blocks }: Reading, part: Part): tf.Tensor {
  if (blocks === 1) return selectAlong(tensor, input, part);
  const ofBlocks = tf
    .split(tensor, blocks, output)
    .map((own, block) => selectAlong(own, input, partOfBlock(part, blocks, block)));
  return tf.concat(ofBlocks, output);
}

/** Ones for the entries that read some of the layer's input channels, zeros for the others. */
export function flagsRead(shape: readonly number[], { input, output = -1, blocks }: Reading, part: Part): tf.Tensor {
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
