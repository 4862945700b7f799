import type * as tf from '@tensorflow/tfjs';
import { kernelGeometry } from './geometry';
import type { KernelMemory } from './kernelMemory';

/**
 * The tiles of images as `winogradConvolution` reads them, for 3x3 convolutions of stride 1.
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
  padBefore: [number, number],
): tf.TensorInfo {
  const [images = 0, , , channels = 0] = x.shape;
  const [rows, columns] = tilesOf(outSize);
  const out = memory.zeros([Math.ceil((images * rows * columns) / 4), 16, channels + 1, 4]);
  const geometry = kernelGeometry(x.shape, [images, ...outSize], { kernel: [3, 3], stride: [1, 1], padBefore });
  memory.run('winogradInput', { x, tiles: out, geometry });
  return out;
}

/** Swaps two channels of tiles, in place. */
export function winogradSwap(
  memory: KernelMemory,
  tiles: tf.TensorInfo,
  [a, b]: readonly [number, number],
): tf.TensorInfo[] {
  const [blocks = 0, components = 0] = tiles.shape;
  memory.runSerially('winogradSwap', { tiles, rows: blocks * components, channels: channelsOf(tiles), a, b });
  return [];
}

/**
 * A convolution of the first channels of the input, and bias.
 *
 * @param tiles from `winogradInput`, [blocks, 16, C + 1, 4]
 * @param kernel [3, 3, K, C_out]
 * @param bias [C_out]
 * @param outShape [N, outH, outW, C_out]
 */
export function winogradConvolution(
  memory: KernelMemory,
  tiles: tf.TensorInfo,
  kernel: tf.TensorInfo,
  bias: tf.TensorInfo,
  outShape: readonly [number, number, number, number],
): tf.TensorInfo {
  const [, , chosen = 0, filters = 0] = kernel.shape;
  const columns = Math.ceil(filters / 8);
  const packed = transformedKernel(memory, kernel);
  const out = memory.empty(outShape);
  const geometry = { ...outputSizes(outShape), tileChannels: channelsOf(tiles), channels: chosen, bias };
  const workspace = componentsSize(16, columns);
  memory.run('winogradConvolution', { tiles, kernel: packed, y: out, geometry }, { workspace });
  memory.dispose(packed);
  return out;
}

/**
 * Adds to the gradient of `winogradConvolution` for its transformed kernel.
 *
 * @param tiles from `winogradInput`
 * @param dy [N, outH, outW, C_out]
 * @param sum what it is added to, in place: what comes back shares its memory; absent for the first
 * @param first, count which channels of the tiles the kernel reads
 */
export function winogradFilterGradient(
  memory: KernelMemory,
  tiles: tf.TensorInfo,
  dy: tf.TensorInfo,
  sum: tf.TensorInfo | undefined,
  { first, count }: { first: number; count: number },
): tf.TensorInfo {
  const [, , , filters = 0] = dy.shape;
  const columns = Math.ceil(filters / 8);
  const gradient = sum ? memory.share(sum) : memory.zeros([componentsSize(count, columns)]);
  const tileChannels = channelsOf(tiles);
  const geometry = { ...outputSizes(dy.shape), tileChannels, channels: count, firstChannel: first };
  const workspace = componentsSize(64, columns);
  memory.run('winogradFilterGradient', { tiles, dy, gradient, geometry }, { workspace });
  return gradient;
}

/** The gradient for a kernel, [3, 3, K, C_out], from that for the transformed one. */
export function winogradKernelGradient(
  memory: KernelMemory,
  gradient: tf.TensorInfo,
  [chosen, filters]: readonly [number, number],
): tf.TensorInfo {
  const out = memory.empty([3, 3, chosen, filters]);
  memory.runSerially('winogradKernelGradient', { gradient, dw: out, k: chosen, co: filters });
  return out;
}

/** A kernel [3, 3, K, C_out] as its products with tiles want it. @param turned by 180 degrees before */
export function transformedKernel(memory: KernelMemory, kernel: tf.TensorInfo, turned = false): tf.TensorInfo {
  const [, , k = 0, co = 0] = kernel.shape;
  const packed = memory.zeros([componentsSize(k, Math.ceil(co / 8))]);
  memory.runSerially('winogradKernel', { kernel, packed, k, co, turned: turned ? 1 : 0 });
  return packed;
}

/** Winograd's tiles down and across an image: each makes 2x2 outputs. */
const tilesOf = ([height, width]: readonly [number, number]): [rows: number, columns: number] => [
  Math.ceil(height / 2),
  Math.ceil(width / 2),
];

/** Floats of 16 components of some rows and columns of 8, with a gap after each component. */
export const componentsSize = (rows: number, columns: number): number => 16 * (rows * columns * 8 + 16);

const outputSizes = ([batch = 0, outHeight = 0, outWidth = 0, outChannels = 0]: readonly number[]) => ({
  batch,
  outHeight,
  outWidth,
  outChannels,
});

/** Tiles have one channel to spare. */
const channelsOf = ({ shape: [, , withSpare = 1] }: tf.TensorInfo): number => withSpare - 1;
