import type * as tf from '@tensorflow/tfjs';
import { type ConvGeometry, kernelGeometry, paddedSize } from './geometry';
import { type KernelMemory, sizeOf } from './kernelMemory';

/** Activations that the convolution computes by the way, in the order of its numbers for them. */
export const fusedActivations = ['linear', 'relu', 'relu6'] as const;

export type FusedActivation = (typeof fusedActivations)[number];

/**
 * Convolution, bias and activation.
 *
 * @param x [N, H, W, C_in]
 * @param filter [kh, kw, C_in, C_out]
 * @param bias [C_out]
 * @param outShape [N, outH, outW, C_out]
 */
export function convolution(
  memory: KernelMemory,
  x: tf.TensorInfo,
  filter: tf.TensorInfo,
  bias: tf.TensorInfo | undefined,
  activation: FusedActivation,
  outShape: readonly number[],
  geometry: ConvGeometry,
): tf.TensorInfo {
  const kernel = packed(memory, filter, bias, outShape[2] ?? 1);
  const out = memory.empty(outShape);
  const sizes = kernelGeometry(x.shape, outShape, geometry);
  memory.run(
    'convolution',
    { x, packed: kernel, y: out, geometry: { ...sizes, activation: fusedActivations.indexOf(activation) } },
    { workspace: paddedSize(sizes) },
  );
  memory.dispose(kernel);
  return out;
}

/** A kernel and its bias as convolutions to images of a width read them. */
export function packed(
  memory: KernelMemory,
  filter: tf.TensorInfo,
  bias: tf.TensorInfo | undefined,
  outWidth: number,
): tf.TensorInfo {
  const filters = filter.shape.at(-1) ?? 0;
  const rows = sizeOf(filter) / filters;
  const out = memory.empty([Math.ceil(filters / 8), rows + 1, 8]);
  memory.runSerially('packKernel', { kernel: filter, bias, packed: out, k: rows, co: filters, outWidth });
  return out;
}

/**
 * Gradient of a convolution with respect to its kernel.
 *
 * @param x [N, H, W, C_in]
 * @param dy [N, outH, outW, C_out]
 * @returns [kh, kw, C_in, C_out]
 */
export function filterGradient(
  memory: KernelMemory,
  x: tf.TensorInfo,
  dy: tf.TensorInfo,
  geometry: ConvGeometry,
): tf.TensorInfo {
  const shape = [...geometry.kernel, x.shape[3] ?? 0, dy.shape[3] ?? 0];
  const { parts, chunks } = gradientSplit(memory, x, dy, sizeOf({ shape }));
  const sums = memory.empty([parts, ...shape]);
  const sizes = kernelGeometry(x.shape, dy.shape, geometry);
  const workspace = paddedSize(sizes);
  memory.run('filterGradient', { x, dy, dw: sums, geometry: { ...sizes, parts } }, { workspace, chunks });
  if (parts === 1) return inShape(sums, shape);
  const out = memory.empty(shape);
  memory.run('sumParts', { parts: sums, sums: out, count: parts, length: sizeOf(out) });
  memory.dispose(sums);
  return out;
}

/** Parts that a kernel's gradient is summed in, however many threads there are: in another order it would be another. */
export const gradientParts = 4;

/**
 * How the work on a kernel's gradient is split: by images where the parts of the gradient that they make are small beside
 * the images, and further by the gradient's rows where there are more threads; else by rows alone, each chunk of which
 * reads all images.
 */
function gradientSplit(
  { threadCount }: KernelMemory,
  x: tf.TensorInfo,
  dy: tf.TensorInfo,
  gradientSize: number,
): { parts: number; chunks: number } {
  const isSmall = gradientParts * gradientSize <= sizeOf(x) + sizeOf(dy);
  if (!isSmall || (x.shape[0] ?? 0) < gradientParts) return { parts: 1, chunks: threadCount };
  return { parts: gradientParts, chunks: gradientParts * Math.ceil((2 * threadCount) / gradientParts) };
}

/**
 * Gradient of a convolution with respect to its input.
 *
 * @param dy [N, outH, outW, C_out]
 * @param transposed the kernel as [kh, C_out, kw * C_in]
 * @param inputShape [N, H, W, C_in], the shape of the result
 */
export function inputGradient(
  memory: KernelMemory,
  dy: tf.TensorInfo,
  transposed: tf.TensorInfo,
  inputShape: readonly number[],
  geometry: ConvGeometry,
): tf.TensorInfo {
  const out = memory.empty(inputShape);
  const sizes = kernelGeometry(inputShape, dy.shape, geometry);
  memory.run('inputGradient', { dy, transposed, dx: out, geometry: sizes }, { workspace: paddedSize(sizes) });
  return out;
}

const pointwise: ConvGeometry = { stride: [1, 1], padBefore: [0, 0], kernel: [1, 1] };

const inShape = ({ dataId, dtype }: tf.TensorInfo, shape: number[]): tf.TensorInfo => ({ dataId, dtype, shape });

/** A matrix [rows, columns] as one line of pixels. */
const asPixels = (matrix: tf.TensorInfo): tf.TensorInfo => inShape(matrix, [1, 1, ...matrix.shape]);

const asMatrix = (pixels: tf.TensorInfo): tf.TensorInfo => inShape(pixels, pixels.shape.slice(2));

/** a b, as a pointwise convolution. @param a [m, k] @param b [k, n] @returns [m, n] */
export function matMul(memory: KernelMemory, a: tf.TensorInfo, b: tf.TensorInfo): tf.TensorInfo {
  const outShape = [1, 1, a.shape[0] ?? 0, b.shape[1] ?? 0];
  return asMatrix(convolution(memory, asPixels(a), asPixels(b), undefined, 'linear', outShape, pointwise));
}

/** a^T b, as that convolution's gradient for its kernel. @param a [k, m] @param b [k, n] @returns [m, n] */
export function transposedMatMul(memory: KernelMemory, a: tf.TensorInfo, b: tf.TensorInfo): tf.TensorInfo {
  return asMatrix(filterGradient(memory, asPixels(a), asPixels(b), pointwise));
}

/**
 * Gradient of a depthwise convolution with respect to its input.
 *
 * @param dy [N, outH, outW, C * multiplier]
 * @param filter [kh, kw, C, multiplier]
 * @param inputShape [N, H, W, C], the shape of the result
 */
export function depthwiseInputGradient(
  memory: KernelMemory,
  dy: tf.TensorInfo,
  filter: tf.TensorInfo,
  inputShape: readonly number[],
  geometry: ConvGeometry,
): tf.TensorInfo {
  const out = memory.empty(inputShape);
  const sizes = kernelGeometry(inputShape, dy.shape, geometry);
  memory.run('depthwiseInputGradient', { dy, kernel: filter, dx: out, geometry: sizes });
  return out;
}

/**
 * Gradient of a depthwise convolution with respect to its kernel.
 *
 * @param x [N, H, W, C]
 * @param dy [N, outH, outW, C * multiplier]
 * @returns [kh, kw, C, multiplier]
 */
export function depthwiseFilterGradient(
  memory: KernelMemory,
  x: tf.TensorInfo,
  dy: tf.TensorInfo,
  geometry: ConvGeometry,
): tf.TensorInfo {
  const channels = x.shape[3] ?? 1;
  const out = memory.zeros([...geometry.kernel, channels, (dy.shape[3] ?? 0) / channels]);
  const sizes = kernelGeometry(x.shape, dy.shape, geometry);
  memory.run('depthwiseFilterGradient', { x, dy, dw: out, geometry: sizes });
  return out;
}
