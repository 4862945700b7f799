import type * as tf from '@tensorflow/tfjs';
import { mustRunCustomKernel } from '../backend/customKernels';
import type { Convolution } from '../network/layers/convolutionForm';
import type { Shape } from '../network/network';
import type { ChannelSplit, LayerInput } from './layerInput';

/** Outputs high and wide below which tiles of 4x4 pixels hold too little of the image to save anything. */
const leastSize = 4;

/**
 * By Winograd's F(2x2, 3x3): the input is transformed once for all steps. Its channels change places as A grows, so that
 * A is always the first of them and the others the last.
 */
export class WinogradInput implements LayerInput {
  private readonly tiles: tf.Tensor;
  private readonly outShape: [number, number, number, number];
  private readonly order: number[];
  private selected = 0;
  private split: ChannelSplit | undefined;
  private open: number;

  /** @param shape of the input, [.., h, w, c] */
  static suits({ kernelSize, strides, padding, dilation }: Convolution, shape: Shape): boolean {
    const isDense = [...strides, ...dilation].every((step) => step === 1);
    return (
      isDense && kernelSize.every((size) => size === 3) && outSizeOf(padding, shape).every((size) => size >= leastSize)
    );
  }

  /** Bytes that the transformed inputs of some samples take. */
  static bytesOf({ padding, channels }: Convolution, shape: Shape, samples: number): number {
    const tiles = outSizeOf(padding, shape).reduce((product, size) => product * Math.ceil(size / 2), samples);
    return 4 * 16 * tiles * (channels + 1);
  }

  /** The gradient for a kernel, [3, 3, channels, filters], from that for the transformed one. */
  static kernelOf(gradient: tf.Tensor, shape: [channels: number, filters: number]): tf.Tensor4D {
    return mustRunCustomKernel('winogradKernelGradient', { gradient }, { shape });
  }

  /** @param x [N, h, w, c], which it disposes of */
  constructor({ padding, filters }: Convolution, x: tf.Tensor4D) {
    const outSize = outSizeOf(padding, x.shape);
    this.outShape = [x.shape[0], ...outSize, filters];
    this.open = x.shape[3];
    this.order = [...Array(this.open).keys()];
    this.tiles = mustRunCustomKernel(
      'winogradInput',
      { x },
      { outSize, padBefore: padding === 'same' ? [1, 1] : [0, 0] },
    );
    x.dispose();
  }

  select(split: ChannelSplit): void {
    if (split === this.split) return;
    this.split = split;
    const { order, selected, open } = split;
    for (const [place, channel] of order.entries())
      if (this.order[place] !== channel) this.swap(place, this.order.indexOf(channel));
    this.selected = selected;
    this.open = open;
  }

  output(kernel: tf.Tensor4D, bias: tf.Tensor): tf.Tensor4D {
    return mustRunCustomKernel('winogradConvolution', { tiles: this.tiles, kernel, bias }, { outShape: this.outShape });
  }

  selectedGradient(outputGradient: tf.Tensor4D): tf.Tensor4D {
    const gradient = this.gradient(outputGradient, { first: 0, count: this.selected });
    const kernel = WinogradInput.kernelOf(gradient, [this.selected, this.outShape[3]]);
    gradient.dispose();
    return kernel;
  }

  addOpenGradient(outputGradient: tf.Tensor4D, sum: tf.Tensor | undefined): tf.Tensor {
    return this.gradient(outputGradient, { first: this.order.length - this.open, count: this.open }, sum);
  }

  private swap(a: number, b: number): void {
    mustRunCustomKernel<tf.Tensor[]>('winogradSwap', { tiles: this.tiles }, { channels: [a, b] });
    [this.order[a], this.order[b]] = [this.order[b]!, this.order[a]!];
  }

  /** For the transformed kernel of some channels. */
  private gradient(dy: tf.Tensor4D, channels: { first: number; count: number }, sum?: tf.Tensor): tf.Tensor {
    return mustRunCustomKernel('winogradFilterGradient', { tiles: this.tiles, dy, ...(sum && { sum }) }, channels);
  }

  dispose(): void {
    this.tiles.dispose();
  }
}

function outSizeOf(padding: Convolution['padding'], [, height = 0, width = 0]: Shape): [number, number] {
  return padding === 'same' ? [height, width] : [height - 2, width - 2];
}
