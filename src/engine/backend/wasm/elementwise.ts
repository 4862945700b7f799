import type * as tf from '@tensorflow/tfjs';
import { type KernelMemory, sizeOf } from './kernelMemory';

/** scale x + shift, channel by channel. @param x [..., C] @param scale, shift [C] */
export function channelAffine(
  memory: KernelMemory,
  x: tf.TensorInfo,
  scale: tf.TensorInfo,
  shift: tf.TensorInfo,
): tf.TensorInfo {
  const out = memory.empty(x.shape);
  memory.run('channelAffine', [x, scale, shift, out], rowsOf(x));
  return out;
}

/**
 * Sums over all axes but the last, of a and of a b: [C] each.
 *
 * @param a, b [..., C]
 */
export function channelSums(memory: KernelMemory, a: tf.TensorInfo, b: tf.TensorInfo): ChannelSums {
  return sumsOf(memory, 'channelSums', [a, b], a);
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
  memory.run('channelCombination', [a, b, factors, out], rowsOf(a));
  return out;
}

/**
 * (output - baseline) / Q + lambda gradient, its sums over all axes but the last, [C], and those of
 * (output - baseline)^2, [C].
 *
 * @param output, baseline, gradient [..., C]
 * @param factors 1 / Q and lambda: [2]
 */
export function jointSlope(
  memory: KernelMemory,
  output: tf.TensorInfo,
  baseline: tf.TensorInfo,
  gradient: tf.TensorInfo,
  factors: tf.TensorInfo,
): tf.TensorInfo[] {
  const outputGradient = memory.empty(output.shape);
  return [
    outputGradient,
    ...sumsOf(memory, 'jointSlope', [output, baseline, gradient, factors, outputGradient], output),
  ];
}

/**
 * Means over positions of max(0, scale x + shift): [N, C].
 *
 * @param x [N, H, W, C]
 * @param factors scale and shift: [2, C]
 */
export function meanRelu(memory: KernelMemory, x: tf.TensorInfo, factors: tf.TensorInfo): tf.TensorInfo {
  const [images, positions, channels] = imagesOf(x);
  const out = memory.empty([images, channels]);
  memory.run('meanRelu', [x, factors, out], [images, positions, channels]);
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
  memory.run('meanReluGradient', [x, factors, dy, out], imagesOf(x));
  return out;
}

/** Max pooling over tiles that cover the image. @param x [N, H, W, C] @returns [N, H / tile height, W / tile width, C] */
export function maxPool(memory: KernelMemory, x: tf.TensorInfo, tile: readonly [number, number]): tf.TensorInfo {
  const [images = 0, height = 0, width = 0, channels = 0] = x.shape;
  const out = memory.empty([images, height / tile[0], width / tile[1], channels]);
  memory.run('maxPool', [x, out], [...x.shape, ...tile]);
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
  tile: readonly [number, number],
): tf.TensorInfo {
  const out = memory.empty(x.shape);
  memory.run('maxPoolGradient', [x, y, dy, out], [...x.shape, ...tile]);
  return out;
}

/** Gradient of the means over an image's positions. @param dy [N, C] @param shape [N, H, W, C], of the result */
export function meanGradient(memory: KernelMemory, dy: tf.TensorInfo, shape: readonly number[]): tf.TensorInfo {
  const out = memory.empty(shape);
  memory.run('meanGradient', [dy, out], imagesOf(out));
  return out;
}

/** max(0, x). */
export function relu(memory: KernelMemory, x: tf.TensorInfo): tf.TensorInfo {
  const out = memory.empty(x.shape);
  memory.run('relu', [x, out], [sizeOf(x)]);
  return out;
}

/** Gradient of a ReLU whose output was y. @param y, dy of one shape */
export function reluGradient(memory: KernelMemory, y: tf.TensorInfo, dy: tf.TensorInfo): tf.TensorInfo {
  const out = memory.empty(y.shape);
  memory.run('reluGradient', [y, dy, out], [sizeOf(y)]);
  return out;
}

type ChannelSums = [tf.TensorInfo, tf.TensorInfo];

/** Shares that sums are taken in, however many threads there are: in another order they would be others. */
const sumShares = 16;

/** Runs a kernel that sums two rows of channels, every share on its own, and adds the shares' up: [C] each. */
function sumsOf(
  memory: KernelMemory,
  name: 'channelSums' | 'jointSlope',
  tensors: readonly tf.TensorInfo[],
  summed: tf.TensorInfo,
): ChannelSums {
  const [rows, channels] = rowsOf(summed);
  const parts = memory.empty([sumShares, 4, channels]);
  memory.run(name, [...tensors, parts], [rows, channels], { shares: sumShares });
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

/** Rows and channels of a tensor whose last axis is channels. */
function rowsOf({ shape }: tf.TensorInfo): [rows: number, channels: number] {
  const channels = shape.at(-1) ?? 1;
  return [sizeOf({ shape }) / channels, channels];
}

function imagesOf({
  shape: [images = 0, height = 0, width = 0, channels = 0],
}: tf.TensorInfo): [images: number, positions: number, channels: number] {
  return [images, height * width, channels];
}
