import type * as tf from '@tensorflow/tfjs';
import { mustRunOwnKernel } from '../backend/ownKernels';
import type { Convolution } from './convolution';
import type { ChannelSplit, LayerInput } from './layerInput';

/** Outputs high and wide below which windows of 4x4 pixels hold too little of the image to save anything. */
const leastSize = 4;

/**
 * By Winograd's F(2x2, 3x3): the input is transformed once for all steps, and any of its channels can be convolved
 * without setting them side by side.
 */
export class WinogradInput implements LayerInput {
  private readonly windows: tf.Tensor;
  private readonly outShape: [number, number, number, number];
  private split: ChannelSplit | undefined;

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
    this.windows = mustRunOwnKernel(
      'winogradInput',
      { x },
      { outSize, padBefore: padding === 'same' ? [1, 1] : [0, 0] },
    );
    x.dispose();
  }

  select(split: ChannelSplit): void {
    this.split = split;
  }

  output(kernel: tf.Tensor4D, bias: tf.Tensor): tf.Tensor4D {
    const inputs = { windows: this.windows, channels: this.split!.selected, kernel, bias };
    return mustRunOwnKernel('winogradConvolution', inputs, { outShape: this.outShape });
  }

  selectedGradient(slope: tf.Tensor4D): tf.Tensor4D {
    return this.gradient(this.split!.selected, slope);
  }

  openGradient(slope: tf.Tensor4D): tf.Tensor4D {
    return this.gradient(this.split!.open, slope);
  }

  private gradient(channels: tf.Tensor1D, dy: tf.Tensor4D): tf.Tensor4D {
    return mustRunOwnKernel('winogradFilterGradient', { windows: this.windows, channels, dy });
  }

  dispose(): void {
    this.windows.dispose();
  }
}

function outSizeOf(padding: Convolution['padding'], { shape: [, height, width] }: tf.Tensor4D): [number, number] {
  return padding === 'same' ? [height, width] : [height - 2, width - 2];
}
