import type * as tf from '@tensorflow/tfjs';
import { type FusedActivation, fusedActivations } from './convolutions';
import type { ConvGeometry } from './geometry';
import type { KernelMemory } from './kernelMemory';
import { componentsSize, transformedKernel, winogradKernelGradient } from './winograd';

/** Channels, filters, and outputs across, from which Winograd's way is the faster one. */
const fewest = { channels: 12, outputs: 4 };

/** Whether a convolution is faster by Winograd's F(2x2, 3x3). @param outShape [N, outH, outW, C_out] */
export const suitsWinograd = (
  { kernel, stride }: ConvGeometry,
  channels: number,
  [, outHeight = 0, outWidth = 0, filters = 0]: readonly number[],
): boolean =>
  [...kernel].every((size) => size === 3) &&
  [...stride].every((step) => step === 1) &&
  Math.min(channels, filters) >= fewest.channels &&
  Math.min(outHeight, outWidth) >= fewest.outputs;

/**
 * Convolution of 3x3 and stride 1, bias and activation.
 *
 * @param x [N, H, W, C_in]
 * @param filter [3, 3, C_in, C_out], or [3, 3, C_out, C_in] of a kernel that is to be turned by 180 degrees
 * @param outShape [N, outH, outW, C_out]
 */
export function imageConvolution(
  memory: KernelMemory,
  x: tf.TensorInfo,
  filter: tf.TensorInfo,
  bias: tf.TensorInfo | undefined,
  activation: FusedActivation,
  outShape: readonly number[],
  padBefore: readonly [number, number],
  turned = false,
): tf.TensorInfo {
  const [, , channels = 0, filters = 0] = filter.shape;
  const kernel = transformedKernel(memory, filter, turned);
  const out = memory.empty(outShape);
  const geometry = { ...sizes(x.shape, outShape, padBefore), bias, activation: fusedActivations.indexOf(activation) };
  memory.run(
    'winogradImageConvolution',
    { x, kernel, y: out, geometry },
    { workspace: workspaceOf(16, channels, filters) },
  );
  memory.dispose(kernel);
  return out;
}

/** The gradient of `imageConvolution` for its kernel. @param dy [N, outH, outW, C_out] @returns [3, 3, C_in, C_out] */
export function imageFilterGradient(
  memory: KernelMemory,
  x: tf.TensorInfo,
  dy: tf.TensorInfo,
  padBefore: readonly [number, number],
): tf.TensorInfo {
  const [channels, filters] = [x.shape[3] ?? 0, dy.shape[3] ?? 0];
  const gradient = memory.zeros([componentsSize(channels, Math.ceil(filters / 8))]);
  const geometry = sizes(x.shape, dy.shape, padBefore);
  memory.run(
    'winogradImageFilterGradient',
    { x, dy, gradient, geometry },
    { workspace: workspaceOf(32, channels, filters) },
  );
  const out = winogradKernelGradient(memory, gradient, [channels, filters]);
  memory.dispose(gradient);
  return out;
}

/** Floats for a group of so many tiles: zeros, the tiles, one component's in blocks, and what is made of their outputs. */
const workspaceOf = (tiles: number, channels: number, filters: number): number => {
  const line = 4 * Math.ceil(channels / 4);
  return line + 17 * (tiles * line + 16) + componentsSize(tiles, Math.ceil(filters / 8));
};

const sizes = (
  [batch = 0, height = 0, width = 0, channels = 0]: readonly number[],
  [, outHeight = 0, outWidth = 0, outChannels = 0]: readonly number[],
  [top, left]: readonly [number, number],
) => ({ batch, height, width, channels, outHeight, outWidth, outChannels, top, left });
