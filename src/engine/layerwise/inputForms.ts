import * as tf from '@tensorflow/tfjs';
import { hasCustomKernel } from '../backend/customKernels';
import type { Convolution } from '../network/layers/convolutionForm';
import type { Shape } from '../network/network';
import type { InputForm } from './layerInput';
import { PlainInput } from './plainInput';
import { WinogradInput } from './winogradInput';

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
