import * as tf from '@tensorflow/tfjs';
import { hasOwnKernel } from '../backend/ownKernels';
import { type Convolution, convolve, kernelGradient } from './convolution';
import { WinogradInput } from './winogradInput';

/** A and the channels outside of it: int32 vectors of channel numbers. */
export interface ChannelSplit {
  readonly selected: tf.Tensor1D;
  readonly open: tf.Tensor1D;
}

/** X of a batch, [N, h, w, c], which stays as it is while channels join A, seen through the convolution of the layer. */
export interface LayerInput {
  /** Moves A. The tensors stay the caller's, who keeps them until the next call. */
  select(split: ChannelSplit): void;
  /** Eq 1 with a bias, [N, h', w', n]: kernel [kh, kw, |A|, n], bias [n]. */
  output(kernel: tf.Tensor4D, bias: tf.Tensor): tf.Tensor4D;
  /** A loss's gradient for W_A, [kh, kw, |A|, n], from that for O, [N, h', w', n]. */
  selectedGradient(slope: tf.Tensor4D): tf.Tensor4D;
  /** The same for the kernels of the channels outside of A: [kh, kw, c - |A|, n]. */
  openGradient(slope: tf.Tensor4D): tf.Tensor4D;
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
  private open: tf.Tensor1D | undefined;

  constructor(
    private readonly convolution: Convolution,
    private readonly x: tf.Tensor4D,
  ) {}

  select({ selected, open }: ChannelSplit): void {
    this.selected?.dispose();
    this.selected = tf.tidy(() => pick(this.x, selected));
    this.open = open;
  }

  output(kernel: tf.Tensor4D, bias: tf.Tensor): tf.Tensor4D {
    return convolve(this.convolution, this.selected!, kernel, bias);
  }

  selectedGradient(slope: tf.Tensor4D): tf.Tensor4D {
    return kernelGradient(this.convolution, this.selected!, slope);
  }

  openGradient(slope: tf.Tensor4D): tf.Tensor4D {
    return tf.gather(kernelGradient(this.convolution, this.x, slope), this.open!, 2);
  }

  dispose(): void {
    this.selected?.dispose();
    this.x.dispose();
  }
}

/** Some channels of an input, by a 1x1 convolution: on wasm many times faster than a gather. */
function pick(input: tf.Tensor4D, channels: tf.Tensor1D): tf.Tensor4D {
  const depth = input.shape[3];
  const flags = tf.transpose(tf.cast(tf.oneHot(channels, depth), 'float32'));
  return tf.conv2d(input, tf.reshape<tf.Rank.R4>(flags, [1, 1, depth, channels.size]), 1, 'valid');
}
