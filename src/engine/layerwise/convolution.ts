import * as tf from '@tensorflow/tfjs';
import { conv2dSchema } from '../network/layers/conv2d';
import { layerOf, type Network, weightOf } from '../network/network';

/** What a convolution needs besides its weights. */
export interface Convolution {
  readonly kernelSize: [number, number];
  readonly strides: [number, number];
  readonly padding: 'same' | 'valid';
  /** c and n */
  readonly channels: number;
  readonly filters: number;
  readonly hasBias: boolean;
}

export function convolutionOf(network: Network, layer: string): Convolution {
  const { kernel_size, strides, padding, filters, use_bias } = conv2dSchema.parse(layerOf(network, layer).config);
  const channels = weightOf(network, layer, 'kernel').shape[2] ?? 0;
  return { kernelSize: kernel_size, strides, padding, channels, filters, hasBias: use_bias };
}

/** O = X * W + b. X [N, h, w, c], W [kh, kw, c, n], b [n] to [N, h', w', n]. */
export function convolve(
  { strides, padding: pad }: Convolution,
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  bias: tf.Tensor,
  activation: 'linear' | 'relu' = 'linear',
): tf.Tensor4D {
  return tf.fused.conv2d({ x, filter, bias, strides, pad, activation });
}

/**
 * The gradient of a loss for the kernel: [kh, kw, c, n].
 *
 * @param x [N, h, w, c]
 * @param outputGradient the loss's gradient for O, [N, h', w', n]
 */
export function kernelGradient(
  { kernelSize, strides, padding: pad }: Convolution,
  x: tf.Tensor4D,
  outputGradient: tf.Tensor4D,
): tf.Tensor4D {
  const filterShape = [...kernelSize, x.shape[3], outputGradient.shape[3]];
  const attributes = { strides, pad, dataFormat: 'NHWC', filterShape };
  return tf.engine().runKernel<tf.Tensor4D>(tf.Conv2DBackpropFilter, { x, dy: outputGradient }, attributes);
}
