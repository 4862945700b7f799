import type * as tf from '@tensorflow/tfjs';
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
  padBefore: readonly [number, number],
): tf.TensorInfo {
  const [images = 0, , , channels = 0] = x.shape;
  const [rows, columns] = tilesOf(outSize);
  const out = memory.zeros([Math.ceil((images * rows * columns) / 4), 16, channels + 1, 4]);
  memory.run('winogradInput', [x, out], [...x.shape, rows, columns, ...padBefore]);
  return out;
}

/** Swaps two channels of tiles, in place. */
export function winogradSwap(
  memory: KernelMemory,
  tiles: tf.TensorInfo,
  channels: readonly [number, number],
): tf.TensorInfo[] {
  const [blocks = 0, components = 0] = tiles.shape;
  memory.runSerially('winogradSwap', [tiles], [blocks * components, channelsOf(tiles), ...channels]);
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
  const packed = memory.zeros([componentsSize(chosen, columns)]);
  memory.runSerially('winogradKernel', [kernel, packed], [chosen, filters]);
  const out = memory.empty(outShape);
  const numbers = [...imagesOf(outShape), channelsOf(tiles), chosen, filters];
  memory.run('winogradConvolution', [tiles, packed, bias, out], numbers, { room: componentsSize(16, columns) });
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
  const numbers = [...imagesOf(dy.shape), channelsOf(tiles), first, count, filters];
  memory.run('winogradFilterGradient', [tiles, dy, gradient], numbers, { room: componentsSize(64, columns) });
  return gradient;
}

/** The gradient for a kernel, [3, 3, K, C_out], from that for the transformed one. */
export function winogradKernelGradient(
  memory: KernelMemory,
  gradient: tf.TensorInfo,
  [chosen, filters]: readonly [number, number],
): tf.TensorInfo {
  const out = memory.empty([3, 3, chosen, filters]);
  memory.runSerially('winogradKernelGradient', [gradient, out], [chosen, filters]);
  return out;
}

/** Winograd's tiles down and across an image: each makes 2x2 outputs. */
const tilesOf = ([height, width]: readonly [number, number]): [rows: number, columns: number] => [
  Math.ceil(height / 2),
  Math.ceil(width / 2),
];

/** Floats of 16 components of some rows and columns of 8, with a gap after each component. */
const componentsSize = (rows: number, columns: number): number => 16 * (rows * columns * 8 + 16);

const imagesOf = ([images = 0, height = 0, width = 0]: readonly number[]): number[] => [images, height, width];

const channelsOf = ({ shape: [, , places = 1] }: tf.TensorInfo): number => places - 1;
