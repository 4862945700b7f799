import type * as tf from '@tensorflow/tfjs';
import { mustRunOwnKernel } from '../backend/ownKernels';
import type { Convolution } from './convolution';
import type { ChannelSplit, LayerInput } from './layerInput';

/** Outputs high and wide below which windows of 4x4 pixels hold too little of the image to save anything. */
const leastSize = 4;

/**
 * By Winograd's F(2x2, 3x3): the input is transformed once for all steps. Its channels change places as A grows, so that
 * A is always the first of them and the others the last.
 */
export class WinogradInput implements LayerInput {
  private readonly windows: tf.Tensor;
  private readonly outShape: [number, number, number, number];
  private readonly order: number[];
  private selected = 0;
  private open: number;

  static suits({ kernelSize, strides, padding }: Convolution, x: tf.Tensor4D): boolean {
    const isSquare = kernelSize.every((size) => size === 3) && strides.every((stride) => stride === 1);
    return isSquare && outSizeOf(padding, x).every((size) => size >= leastSize);
  }

  /** Bytes that the transformed input takes. */
  static bytesOf({ padding }: Convolution, x: tf.Tensor4D): number {
    const [batch, , , channels] = x.shape;
    const windows = outSizeOf(padding, x).reduce((product, size) => product * Math.ceil(size / 2), batch);
    return 4 * 16 * windows * (channels + 1);
  }

  /** @param x [N, h, w, c], which it disposes of */
  constructor({ padding, filters }: Convolution, x: tf.Tensor4D) {
    const outSize = outSizeOf(padding, x);
    this.outShape = [x.shape[0], ...outSize, filters];
    this.open = x.shape[3];
    this.order = [...Array(this.open).keys()];
    this.windows = mustRunOwnKernel(
      'winogradInput',
      { x },
      { outSize, padBefore: padding === 'same' ? [1, 1] : [0, 0] },
    );
    x.dispose();
  }

  select({ order, selected, open }: ChannelSplit): void {
    for (const [place, channel] of order.entries())
      if (this.order[place] !== channel) this.swap(place, this.order.indexOf(channel));
    this.selected = selected;
    this.open = open;
  }

  output(kernel: tf.Tensor4D, bias: tf.Tensor): tf.Tensor4D {
    return mustRunOwnKernel(
      'winogradConvolution',
      { windows: this.windows, kernel, bias },
      { outShape: this.outShape },
    );
  }

  selectedGradient(slope: tf.Tensor4D): tf.Tensor4D {
    const gradient = this.gradient(slope, { first: 0, count: this.selected });
    const kernel = this.kernelOf(gradient, this.selected);
    gradient.dispose();
    return kernel;
  }

  addOpenGradient(slope: tf.Tensor4D, sum: tf.Tensor | undefined): tf.Tensor {
    return this.gradient(slope, { first: this.order.length - this.open, count: this.open }, sum);
  }

  openGradient(sum: tf.Tensor): tf.Tensor4D {
    return this.kernelOf(sum, this.open);
  }

  private swap(a: number, b: number): void {
    mustRunOwnKernel<tf.Tensor[]>('winogradSwap', { windows: this.windows }, { channels: [a, b] });
    [this.order[a], this.order[b]] = [this.order[b]!, this.order[a]!];
  }

  /** For the transformed kernel of some channels. */
  private gradient(dy: tf.Tensor4D, channels: { first: number; count: number }, sum?: tf.Tensor): tf.Tensor {
    return mustRunOwnKernel('winogradFilterGradient', { windows: this.windows, dy, ...(sum && { sum }) }, channels);
  }

  /** The gradient for the kernel of `count` channels from that for the transformed one. */
  private kernelOf(gradient: tf.Tensor, count: number): tf.Tensor4D {
    return mustRunOwnKernel('winogradKernelGradient', { gradient }, { shape: [count, this.outShape[3]] });
  }

  dispose(): void {
    this.windows.dispose();
  }
}

function outSizeOf(padding: Convolution['padding'], { shape: [, height, width] }: tf.Tensor4D): [number, number] {
  return padding === 'same' ? [height, width] : [height - 2, width - 2];
}
