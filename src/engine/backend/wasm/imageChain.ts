import type * as tf from '@tensorflow/tfjs';
import { type ConvGeometry, type FusedActivation, fusedActivations, packed } from './convolutions';
import { type KernelMemory, sizeOf } from './kernelMemory';

const operations = ['convolution', 'maxPool', 'mean'] as const;

/** A step of a chain, seen from one image: all of them have a window. */
export type ChainStep = ConvGeometry & {
  operation: (typeof operations)[number];
  /** [height, width, channels] that it reads and that it puts out */
  inShape: [number, number, number];
  outShape: [number, number, number];
  activation: FusedActivation;
};

/**
 * What a chain of steps makes of images.
 *
 * @param x [N, H, W, C], or [N, C]
 * @param weights "index.kernel", [kh, kw, C_in, C_out], and "index.bias" of the steps that convolve
 * @param outShape the result's, N included
 */
export function imageChain(
  memory: KernelMemory,
  x: tf.TensorInfo,
  steps: readonly ChainStep[],
  weights: Readonly<Record<string, tf.TensorInfo | undefined>>,
  outShape: readonly number[],
): tf.TensorInfo {
  const [batch = 0] = x.shape;
  const { regions, size } = regionsOf(steps);
  const kernels: tf.TensorInfo[] = [];
  const addressOf = (kernel: tf.TensorInfo) => {
    kernels.push(kernel);
    return memory.addressOf(kernel);
  };
  const numbers = steps.flatMap((step, index) => {
    const [kernel, bias] = ['kernel', 'bias'].map((name) => weights[`${index}.${name}`]);
    const [height, width, channels] = step.outShape;
    const [from, to] = [regions[index]!, regions[index + 1]!];
    return [
      operations.indexOf(step.operation),
      kernel && batch % 4 > 0 ? addressOf(packed(memory, kernel, bias, width)) : 0,
      kernel && batch >= 4 ? addressOf(packedLanes(memory, kernel, bias)) : 0,
      ...[from.start, from.row, height, width, channels, ...step.kernel, ...step.stride, step.inShape[2]],
      ...[to.firstPixel, to.row, fusedActivations.indexOf(step.activation)],
    ];
  });
  const program = memory.integers(numbers);
  const out = memory.empty(outShape);
  const [first, last] = [regions[0]!, regions.at(-1)!];
  const places = [first.firstPixel, first.row, last.start, size];
  const counts = [batch, ...(steps[0]?.inShape ?? []), ...places, steps.length, sizeOf(out) / batch];
  memory.run('imageChain', [x, program, out], counts, { room: batch < 4 ? size : 4 * size });
  for (const tensor of [program, ...kernels]) memory.dispose(tensor);
  return out;
}

/** A kernel and its bias as convolutions of four images in lanes read them. */
function packedLanes(memory: KernelMemory, kernel: tf.TensorInfo, bias: tf.TensorInfo | undefined): tf.TensorInfo {
  const filters = kernel.shape.at(-1) ?? 1;
  const rows = sizeOf(kernel) / filters;
  const out = memory.empty([rows + 1, filters]);
  memory.runSerially('packLanes', [kernel, bias, out], [rows, filters]);
  return out;
}

/** Floats that an image takes on its way through a chain. */
export const chainSize = (steps: readonly ChainStep[]): number => regionsOf(steps).size;

/** A step's padded image in the room, in floats. */
interface Region {
  start: number;
  row: number;
  firstPixel: number;
}

/** The steps' images, and what the last one puts out. */
function regionsOf(steps: readonly ChainStep[]): { regions: Region[]; size: number } {
  let size = 0;
  const region = (rows: number, row: number, before: number): Region => {
    const start = size;
    size += rows * row;
    return { start, row, firstPixel: start + before };
  };
  const regions = steps.map(({ inShape: [height, width, channels], outShape, kernel, stride, padBefore }) => {
    const reach = (axis: 0 | 1) => (outShape[axis] - 1) * stride[axis] + kernel[axis];
    const row = Math.max(reach(1), padBefore[1] + width) * channels;
    return region(Math.max(reach(0), padBefore[0] + height), row, padBefore[0] * row + padBefore[1] * channels);
  });
  const [height, width, channels] = steps.at(-1)!.outShape;
  return { regions: [...regions, region(height, width * channels, 0)], size };
}
