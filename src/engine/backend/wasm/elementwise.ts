import type * as tf from '@tensorflow/tfjs';
import { kernelGeometry } from './geometry';
import { type KernelMemory, sizeOf } from './kernelMemory';

/** scale x + shift, channel by channel. @param x [..., C] @param scale, shift [C] */
export function channelAffine(
  memory: KernelMemory,
  x: tf.TensorInfo,
  scale: tf.TensorInfo,
  shift: tf.TensorInfo,
): tf.TensorInfo {
  const out = memory.empty(x.shape);
  memory.run('channelAffine', { x, scale, shift, y: out, size: rowsOf(x) });
  return out;
}

/**
 * Sums over all axes but the last, of a and of a b: [C] each.
 *
 * @param a, b [..., C]
 */
export function channelSums(memory: KernelMemory, a: tf.TensorInfo, b: tf.TensorInfo): ChannelSums {
  const size = rowsOf(a);
  return sumChunks(memory, size.channels, (sums) => {
    memory.run('channelSums', { a, b, sums, size }, { chunks: sumChunkCount });
  });
}

/**
 * p a + q b + r, channel by channel.
 *
 * @param a, b [..., C]
 * @param factors p, q and r: [3, C]
 */
export function channelCombination(
  memory: KernelMemory,
  a: tf.TensorInfo,
  b: tf.TensorInfo,
  factors: tf.TensorInfo,
): tf.TensorInfo {
  const out = memory.empty(a.shape);
  memory.run('channelCombination', { a, b, factors, y: out, size: rowsOf(a) });
  return out;
}

/**
 * (output - baseline) / Q + lambda gradient, its sums over all axes but the last, [C], and those of
 * (output - baseline)^2, [C].
 *
 * @param output, baseline, gradient [..., C]
 * @param factors 1 / Q and lambda: [2]
 */
export function jointLossGradient(
  memory: KernelMemory,
  output: tf.TensorInfo,
  baseline: tf.TensorInfo,
  gradient: tf.TensorInfo,
  factors: tf.TensorInfo,
): tf.TensorInfo[] {
  const outputGradient = memory.empty(output.shape);
  const size = rowsOf(output);
  const sums = sumChunks(memory, size.channels, (sums) => {
    const loss = { output, baseline, gradient, factors, outputGradient, sums, ...size };
    memory.run('jointLossGradient', { loss }, { chunks: sumChunkCount });
  });
  return [outputGradient, ...sums];
}

/**
 * Means over positions of max(0, scale x + shift): [N, C].
 *
 * @param x [N, H, W, C]
 * @param factors scale and shift: [2, C]
 */
export function meanRelu(memory: KernelMemory, x: tf.TensorInfo, factors: tf.TensorInfo): tf.TensorInfo {
  const size = positionsOf(x);
  const out = memory.empty([size.images, size.channels]);
  memory.run('meanRelu', { x, factors, y: out, size });
  return out;
}

/** Gradient of `meanRelu` for x. @param dy [N, C] */
export function meanReluGradient(
  memory: KernelMemory,
  x: tf.TensorInfo,
  factors: tf.TensorInfo,
  dy: tf.TensorInfo,
): tf.TensorInfo {
  const out = memory.empty(x.shape);
  memory.run('meanReluGradient', { x, factors, dy, dx: out, size: positionsOf(x) });
  return out;
}

/** Max pooling over tiles that cover the image. @param x [N, H, W, C] @returns [N, H / tile height, W / tile width, C] */
export function maxPool(memory: KernelMemory, x: tf.TensorInfo, tile: [number, number]): tf.TensorInfo {
  const [images = 0, height = 0, width = 0, channels = 0] = x.shape;
  const out = memory.empty([images, height / tile[0], width / tile[1], channels]);
  memory.run('maxPool', { x, y: out, geometry: tiles(x, out, tile) });
  return out;
}

/**
 * Gradient of a max pooling over tiles that cover the image.
 *
 * @param x [N, H, W, C]
 * @param y, dy [N, H / tile height, W / tile width, C]
 */
export function maxPoolGradient(
  memory: KernelMemory,
  x: tf.TensorInfo,
  y: tf.TensorInfo,
  dy: tf.TensorInfo,
  tile: [number, number],
): tf.TensorInfo {
  const out = memory.empty(x.shape);
  memory.run('maxPoolGradient', { x, y, dy, dx: out, geometry: tiles(x, y, tile) });
  return out;
}

/** Gradient of the means over an image's positions. @param dy [N, C] @param shape [N, H, W, C], of the result */
export function meanGradient(memory: KernelMemory, dy: tf.TensorInfo, shape: readonly number[]): tf.TensorInfo {
  const out = memory.empty(shape);
  memory.run('meanGradient', { dy, dx: out, size: positionsOf(out) });
  return out;
}

/** max(0, x). */
export function relu(memory: KernelMemory, x: tf.TensorInfo): tf.TensorInfo {
  const out = memory.empty(x.shape);
  memory.run('relu', { x, y: out, count: sizeOf(x) });
  return out;
}

/** Gradient of a ReLU whose output was y. @param y, dy of one shape */
export function reluGradient(memory: KernelMemory, y: tf.TensorInfo, dy: tf.TensorInfo): tf.TensorInfo {
  const out = memory.empty(y.shape);
  memory.run('reluGradient', { y, dy, dx: out, count: sizeOf(y) });
  return out;
}

type ChannelSums = [tf.TensorInfo, tf.TensorInfo];

/** Chunks that sums are taken in, however many threads there are: in another order they would be others. */
const sumChunkCount = 16;

/** Adds up what a kernel that sums two rows of channels makes, every chunk on its own: [C] each. */
function sumChunks(memory: KernelMemory, channels: number, compute: (sums: tf.TensorInfo) => void): ChannelSums {
  const parts = memory.empty([sumChunkCount, 4, channels]);
  compute(parts);
  const values = memory.valuesOf(parts);
  const sums: ChannelSums = [memory.zeros([channels]), memory.zeros([channels])];
  for (const [row, sum] of sums.entries()) {
    const total = memory.valuesOf(sum);
    for (let start = row * channels; start < values.length; start += 4 * channels)
      for (let channel = 0; channel < channels; channel++) total[channel] = total[channel]! + values[start + channel]!;
  }
  memory.dispose(parts);
  return sums;
}

/** Tiles of pooling as windows that do not overlap. */
const tiles = (x: tf.TensorInfo, y: tf.TensorInfo, tile: [number, number]) =>
  kernelGeometry(x.shape, y.shape, { kernel: tile, stride: tile, padBefore: [0, 0] });

/** Rows and channels of a tensor whose last axis is channels. */
function rowsOf({ shape }: tf.TensorInfo): { rows: number; channels: number } {
  const channels = shape.at(-1) ?? 1;
  return { rows: sizeOf({ shape }) / channels, channels };
}

const positionsOf = ({ shape: [images = 0, height = 0, width = 0, channels = 0] }: tf.TensorInfo) => ({
  images,
  positions: height * width,
  channels,
});
