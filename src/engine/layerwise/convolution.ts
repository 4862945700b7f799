import * as tf from '@tensorflow/tfjs';
import { channelGraph } from '../channels/channelGraph';
import { kindOf } from '../network/layers';
import { dilate, spread } from '../network/layers/conv2d';
import type { Convolution, ConvolutionForm } from '../network/layers/convolutionForm';
import { layerOf, type Network } from '../network/network';
import { outputShapes } from '../network/shapes';

/** Layers of a network that mix channels, by name, as convolutions. */
export function convolutionsOf(network: Network): (layer: string) => ConvolutionForm {
  const shapes = outputShapes(network);
  const { outputs } = channelGraph(network);
  return (name) => {
    const layer = layerOf(network, name);
    const [input = ''] = layer.inputs;
    return kindOf(layer).asConvolution(layer.config, shapes.get(input)!, periodOf(outputs.get(input)!.channels));
  };
}

/** The group's channel that each of X's is. @param channels that each of the layer's input channels is */
export const channelsRead = ({ places }: ConvolutionForm, channels: readonly number[]): number[] =>
  places.map((place) => channels[place]!);

/** The number of entries after which the same come again, all of them. */
export function periodOf(entries: readonly number[]): number {
  const period = new Set(entries).size;
  const repeats = entries.length % period === 0 && entries.every((entry, at) => entry === entries[at % period]);
  return repeats ? period : entries.length;
}

/** O = X * W + b. X [N, h, w, c], W [kh, kw, c, n], b [n] to [N, h', w', n]. */
export function convolve(
  { strides, padding: pad, dilation }: Convolution,
  x: tf.Tensor4D,
  kernel: tf.Tensor4D,
  bias: tf.Tensor,
  activation: 'linear' | 'relu' = 'linear',
): tf.Tensor4D {
  return tf.fused.conv2d({ x, filter: dilate(kernel, dilation), bias, strides, pad, activation });
}

/**
 * The gradient of a loss for the kernel: [kh, kw, c, n].
 *
 * @param x [N, h, w, c]
 * @param outputGradient the loss's gradient for O, [N, h', w', n]
 */
export function kernelGradient(
  { kernelSize, strides, padding: pad, dilation }: Convolution,
  x: tf.Tensor4D,
  outputGradient: tf.Tensor4D,
): tf.Tensor4D {
  const filterShape = [...spread(kernelSize, dilation), x.shape[3], outputGradient.shape[3]];
  const attributes = { strides, pad, dataFormat: 'NHWC', filterShape };
  const gradient = tf.engine().runKernel<tf.Tensor4D>(tf.Conv2DBackpropFilter, { x, dy: outputGradient }, attributes);
  if (dilation.every((rate) => rate === 1)) return gradient;
  const taps = tf.stridedSlice(gradient, [0, 0, 0, 0], filterShape, [...dilation, 1, 1]) as tf.Tensor4D;
  gradient.dispose();
  return taps;
}
