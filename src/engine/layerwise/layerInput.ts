import * as tf from '@tensorflow/tfjs';
import { hasCustomKernel } from '../backend/customKernels';
import type { Shape } from '../network/network';
import { type Convolution, convolve, kernelGradient } from './convolution';
import { WinogradInput } from './winogradInput';

/** All channels in an order of which A is the first `selected`, and those outside of A the last `open`. */
export interface ChannelSplit {
  readonly order: readonly number[];
  readonly selected: number;
  readonly open: number;
}

/** X of some samples, [N, h, w, c], which stays as it is while channels join A, seen through the convolution of the layer. */
export interface LayerInput {
  /** Moves A. */
  select(split: ChannelSplit): void;
  /** Eq 1 with a bias, [N, h', w', n]: kernel [kh, kw, |A|, n], bias [n]. */
  output(kernel: tf.Tensor4D, bias: tf.Tensor): tf.Tensor4D;
  /** A loss's gradient for W_A, [kh, kw, |A|, n], from that for O, [N, h', w', n]. */
  selectedGradient(outputGradient: tf.Tensor4D): tf.Tensor4D;
  /**
   * Adds the gradient for the kernels of the channels outside of A to a sum over samples, which has a form of the input's
   * own and may share its memory with what comes back.
   *
   * @param sum absent for the first
   */
  addOpenGradient(outputGradient: tf.Tensor4D, sum: tf.Tensor | undefined): tf.Tensor;
  dispose(): void;
}

/** A form of inputs, one for all samples of a layer. */
export interface InputForm {
  /** @param x [N, h, w, c], from now on the input's own */
  of(x: tf.Tensor4D): LayerInput;
  /** What a sum of gradients for the kernels of the channels outside of A is: [kh, kw, c - |A|, n]. */
  openGradient(sum: tf.Tensor, split: ChannelSplit): tf.Tensor4D;
}

/** Tiles of all samples take at most so many bytes: they are four times as large as the input. */
const mostTileBytes = 2 ** 30;

/** Bytes of the Winograd tiles of inputs of a shape, [.., h, w, c], where the layer's channels are selected by them. */
export function tileBytes(convolution: Convolution, shape: Shape, samples: number): number | undefined {
  if (!WinogradInput.suits(convolution, shape) || !hasCustomKernel('winogradConvolution')) return undefined;
  const bytes = WinogradInput.bytesOf(convolution, shape, samples);
  return bytes <= mostTileBytes ? bytes : undefined;
}

export const winogradInputs = (convolution: Convolution): InputForm => ({
  of: (x) => new WinogradInput(convolution, x),
  openGradient: (sum, { open }) => WinogradInput.kernelOf(sum, [open, convolution.filters]),
});

export const plainInputs = (convolution: Convolution): InputForm => ({
  of: (x) => new PlainInput(convolution, x),
  openGradient: (sum, { order, open }) =>
    tf.gather(sum as tf.Tensor4D, tf.tensor1d(order.slice(order.length - open), 'int32'), 2),
});

/** By the backend's convolution, of the selected channels set side by side. */
class PlainInput implements LayerInput {
  private selected: tf.Tensor4D | undefined;

  constructor(
    private readonly convolution: Convolution,
    private readonly x: tf.Tensor4D,
  ) {}

  select({ order, selected }: ChannelSplit): void {
    this.selected?.dispose();
    this.selected = tf.tidy(() => pick(this.x, order.slice(0, selected)));
  }

  output(kernel: tf.Tensor4D, bias: tf.Tensor): tf.Tensor4D {
    return convolve(this.convolution, this.selected!, kernel, bias);
  }

  selectedGradient(outputGradient: tf.Tensor4D): tf.Tensor4D {
    return kernelGradient(this.convolution, this.selected!, outputGradient);
  }

  addOpenGradient(outputGradient: tf.Tensor4D, sum: tf.Tensor | undefined): tf.Tensor {
    const gradient = kernelGradient(this.convolution, this.x, outputGradient);
    return sum ? tf.add(sum, gradient) : gradient;
  }

  dispose(): void {
    this.selected?.dispose();
    this.x.dispose();
  }
}

/** Some channels of an input, by a 1x1 convolution: on wasm many times faster than a gather. */
function pick(input: tf.Tensor4D, channels: number[]): tf.Tensor4D {
  const depth = input.shape[3];
  // A one-hot row of length 1 is a row of ones, and tf.oneHot refuses it.
  if (depth === 1) return tf.clone(input);
  const flags = tf.transpose(tf.cast(tf.oneHot(tf.tensor1d(channels, 'int32'), depth), 'float32'));
  return tf.conv2d(input, tf.reshape<tf.Rank.R4>(flags, [1, 1, depth, channels.length]), 1, 'valid');
}
