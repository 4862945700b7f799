import * as tf from '@tensorflow/tfjs';
import { hasOwnKernel } from '../backend/ownKernels';
import { type Convolution, convolve, kernelGradient } from './convolution';
import { WinogradInput } from './winogradInput';

/** All channels in an order of which A is the first `selected`, and those outside of A the last `open`. */
export interface ChannelSplit {
  readonly order: readonly number[];
  readonly selected: number;
  readonly open: number;
}

/** X of a batch, [N, h, w, c], which stays as it is while channels join A, seen through the convolution of the layer. */
export interface LayerInput {
  /** Moves A. */
  select(split: ChannelSplit): void;
  /** Eq 1 with a bias, [N, h', w', n]: kernel [kh, kw, |A|, n], bias [n]. */
  output(kernel: tf.Tensor4D, bias: tf.Tensor): tf.Tensor4D;
  /** A loss's gradient for W_A, [kh, kw, |A|, n], from that for O, [N, h', w', n]. */
  selectedGradient(slope: tf.Tensor4D): tf.Tensor4D;
  /**
   * Adds the gradient for the kernels of the channels outside of A to a sum over batches, which has a form of the input's
   * own and may share its memory with what comes back.
   *
   * @param sum absent for the first batch
   */
  addOpenGradient(slope: tf.Tensor4D, sum: tf.Tensor | undefined): tf.Tensor;
  /** What such a sum is: [kh, kw, c - |A|, n]. */
  openGradient(sum: tf.Tensor): tf.Tensor4D;
  dispose(): void;
}

/** Windows of all batches take at most so many bytes: they are four times as large as the input. */
const mostWindows = 2 ** 30;

/**
 * @param x [N, h, w, c], from now on the input's own
 * @param batches how many inputs of this size there will be
 */
export function layerInput(convolution: Convolution, x: tf.Tensor4D, batches: number): LayerInput {
  const suits = WinogradInput.suits(convolution, x) && hasOwnKernel('winogradConvolution');
  return suits && batches * WinogradInput.bytesOf(convolution, x) <= mostWindows
    ? new WinogradInput(convolution, x)
    : new PlainInput(convolution, x);
}

/** By the backend's convolution, of the selected channels set side by side. */
export class PlainInput implements LayerInput {
  private selected: tf.Tensor4D | undefined;
  private open: readonly number[] = [];

  constructor(
    private readonly convolution: Convolution,
    private readonly x: tf.Tensor4D,
  ) {}

  select({ order, selected, open }: ChannelSplit): void {
    this.selected?.dispose();
    this.selected = tf.tidy(() => pick(this.x, order.slice(0, selected)));
    this.open = order.slice(order.length - open);
  }

  output(kernel: tf.Tensor4D, bias: tf.Tensor): tf.Tensor4D {
    return convolve(this.convolution, this.selected!, kernel, bias);
  }

  selectedGradient(slope: tf.Tensor4D): tf.Tensor4D {
    return kernelGradient(this.convolution, this.selected!, slope);
  }

  addOpenGradient(slope: tf.Tensor4D, sum: tf.Tensor | undefined): tf.Tensor {
    const gradient = kernelGradient(this.convolution, this.x, slope);
    return sum ? tf.add(sum, gradient) : gradient;
  }

  openGradient(sum: tf.Tensor): tf.Tensor4D {
    return tf.gather(sum as tf.Tensor4D, tf.tensor1d([...this.open], 'int32'), 2);
  }

  dispose(): void {
    this.selected?.dispose();
    this.x.dispose();
  }
}

/** Some channels of an input, by a 1x1 convolution: on wasm many times faster than a gather. */
function pick(input: tf.Tensor4D, channels: number[]): tf.Tensor4D {
  const depth = input.shape[3];
  const flags = tf.transpose(tf.cast(tf.oneHot(tf.tensor1d(channels, 'int32'), depth), 'float32'));
  return tf.conv2d(input, tf.reshape<tf.Rank.R4>(flags, [1, 1, depth, channels.length]), 1, 'valid');
}
