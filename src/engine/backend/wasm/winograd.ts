import type * as tf from '@tensorflow/tfjs';
import type { KernelMemory } from './kernelMemory';

/**
 * The windows of images as `winogradConvolution` reads them, for 3x3 convolutions of stride 1.
 *
 * @param x [N, H, W, C]
 * @param outSize height and width of the convolution's output
 * @param padBefore rows above and columns left of the image
 * @returns [blocks, 16, C + 1, 4]
 */
export function winogradInput(
  memory: KernelMemory,
  x: tf.TensorInfo,
  outSize: readonly [number, number],
  padBefore: readonly [number, number],
): tf.TensorInfo {
  const [images = 0, , , channels = 0] = x.shape;
  const [rows, columns] = windowsOf(outSize);
  const out = memory.zeros([Math.ceil((images * rows * columns) / 4), 16, channels + 1, 4]);
  memory.run('winogradInput', [x, out], [...x.shape, rows, columns, ...padBefore]);
  return out;
}

/**
 * A convolution of some channels of the input, and bias.
 *
 * @param windows from `winogradInput`, [blocks, 16, C + 1, 4]
 * @param channels the numbers of those that the kernel reads, int32 [K]
 * @param kernel [3, 3, K, C_out]
 * @param bias [C_out]
 * @param outShape [N, outH, outW, C_out]
 */
export function winogradConvolution(
  memory: KernelMemory,
  windows: tf.TensorInfo,
  channels: tf.TensorInfo,
  kernel: tf.TensorInfo,
  bias: tf.TensorInfo,
  outShape: readonly [number, number, number, number],
): tf.TensorInfo {
  const [, , , filters] = outShape;
  const [chosen = 0] = channels.shape;
  const columns = Math.ceil(filters / 8);
  const packed = memory.zeros([componentsSize(chosen, columns)]);
  memory.runSerially('winogradKernel', [kernel, packed], [chosen, filters]);
  const out = memory.empty(outShape);
  const numbers = sizes(outShape, windows, chosen);
  memory.run('winogradConvolution', [windows, channels, packed, bias, out], numbers, componentsSize(16, columns));
  memory.dispose(packed);
  return out;
}

/**
 * Gradient of `winogradConvolution` for the kernel: [3, 3, K, C_out].
 *
 * @param windows, channels as it has them
 * @param dy [N, outH, outW, C_out]
 */
export function winogradFilterGradient(
  memory: KernelMemory,
  windows: tf.TensorInfo,
  channels: tf.TensorInfo,
  dy: tf.TensorInfo,
): tf.TensorInfo {
  const [, , , filters = 0] = dy.shape;
  const [chosen = 0] = channels.shape;
  const columns = Math.ceil(filters / 8);
  const gradient = memory.zeros([componentsSize(chosen, columns)]);
  const numbers = sizes(dy.shape, windows, chosen);
  memory.run('winogradFilterGradient', [windows, channels, dy, gradient], numbers, componentsSize(64, columns));
  const out = memory.empty([3, 3, chosen, filters]);
  memory.runSerially('winogradKernelGradient', [gradient, out], [chosen, filters]);
  memory.dispose(gradient);
  return out;
}

/** Winograd's windows down and across an image: each makes 2x2 outputs. */
const windowsOf = ([height, width]: readonly [number, number]): [rows: number, columns: number] => [
  Math.ceil(height / 2),
  Math.ceil(width / 2),
];

/** Floats of 16 components of some rows and columns of 8, with a gap after each component. */
const componentsSize = (rows: number, columns: number): number => 16 * (rows * columns * 8 + 16);

const sizes = (
  [images = 0, height = 0, width = 0, filters = 0]: readonly number[],
  { shape: [, , places = 1] }: tf.TensorInfo,
  chosen: number,
): number[] => [images, height, width, places - 1, chosen, filters];
