import type * as tf from '@tensorflow/tfjs';
import { channelAffine, channelCombination, channelSums } from './elementwise';
import { type KernelMemory, sizeOf } from './kernelMemory';

/**
 * Mean and (biased) variance over all axes but the last, [C] each. What is computed for a channel here and below would, as
 * tensor operations of C numbers, be overhead for the most part.
 */
export function batchMoments(memory: KernelMemory, x: tf.TensorInfo): tf.TensorInfo[] {
  const [sum, squares] = channelSums(memory, x, x);
  const [mean, variance] = [memory.valuesOf(sum), memory.valuesOf(squares)];
  const rows = sizeOf(x) / mean.length;
  for (let channel = 0; channel < mean.length; channel++) {
    const centre = mean[channel]! / rows;
    mean[channel] = centre;
    variance[channel] = Math.max(0, variance[channel]! / rows - centre * centre);
  }
  return [sum, squares];
}

/** gamma (x - mean) / sqrt(variance + epsilon) + beta. @param x [..., C], all else [C] */
export function batchNorm(
  memory: KernelMemory,
  x: tf.TensorInfo,
  [gamma, beta, mean, variance]: readonly [tf.TensorInfo, tf.TensorInfo, tf.TensorInfo, tf.TensorInfo],
  epsilon: number,
): tf.TensorInfo {
  const [scale, shift] = [memory.empty(mean.shape), memory.empty(mean.shape)];
  const [gains, offsets] = [memory.valuesOf(gamma), memory.valuesOf(beta)];
  const [centres, variances] = [memory.valuesOf(mean), memory.valuesOf(variance)];
  const [scales, shifts] = [memory.valuesOf(scale), memory.valuesOf(shift)];
  for (let channel = 0; channel < scales.length; channel++) {
    const factor = gains[channel]! / Math.sqrt(variances[channel]! + epsilon);
    scales[channel] = factor;
    shifts[channel] = offsets[channel]! - centres[channel]! * factor;
  }
  const out = channelAffine(memory, x, scale, shift);
  for (const tensor of [scale, shift]) memory.dispose(tensor);
  return out;
}

/**
 * Gradients of `batchNorm` for x, through its moments, for gamma and for beta.
 *
 * @param dy, x [..., C]; gamma and the moments of x [C]
 */
export function batchNormGradient(
  memory: KernelMemory,
  dy: tf.TensorInfo,
  x: tf.TensorInfo,
  [gamma, mean, variance]: readonly [tf.TensorInfo, tf.TensorInfo, tf.TensorInfo],
  epsilon: number,
): tf.TensorInfo[] {
  const [dBeta, dGamma] = channelSums(memory, dy, x);
  const channels = sizeOf(gamma);
  const rows = sizeOf(x) / channels;
  const factors = memory.empty([3, channels]);
  const [gains, factor] = [memory.valuesOf(gamma), memory.valuesOf(factors)];
  const [centres, variances] = [memory.valuesOf(mean), memory.valuesOf(variance)];
  const [sums, products] = [memory.valuesOf(dBeta), memory.valuesOf(dGamma)];
  for (let channel = 0; channel < channels; channel++) {
    const inverse = 1 / Math.sqrt(variances[channel]! + epsilon);
    const scale = gains[channel]! * inverse;
    const gradient = inverse * (products[channel]! - centres[channel]! * sums[channel]!);
    const slope = (-scale * inverse * gradient) / rows;
    products[channel] = gradient;
    factor[channel] = scale;
    factor[channels + channel] = slope;
    factor[2 * channels + channel] = -(scale * sums[channel]!) / rows - slope * centres[channel]!;
  }
  const dx = channelCombination(memory, dy, x, factors);
  memory.dispose(factors);
  return [dx, dGamma, dBeta];
}

/** momentum average + (1 - momentum) correction value. @param average, value of one shape */
export function movingAverage(
  memory: KernelMemory,
  average: tf.TensorInfo,
  value: tf.TensorInfo,
  { momentum, correction }: { momentum: number; correction: number },
): tf.TensorInfo {
  const out = memory.empty(average.shape);
  const [before, added, after] = [memory.valuesOf(average), memory.valuesOf(value), memory.valuesOf(out)];
  for (let at = 0; at < after.length; at++)
    after[at] = momentum * before[at]! + (1 - momentum) * correction * added[at]!;
  return out;
}
