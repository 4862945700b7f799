import type * as tf from '@tensorflow/tfjs';
import { type FusedActivation, fusedActivations, packed } from './convolutions';
import { type KernelMemory, sizeOf } from './kernelMemory';

const operations = ['convolution', 'maxPool', 'mean'] as const;

/** A step of a chain, seen from one image. */
export type ChainStep = {
  operation: (typeof operations)[number];
  /** [height, width, channels] that it reads and that it puts out */
  inShape: [number, number, number];
  outShape: [number, number, number];
  /** [height, width] of its window */
  kernel: [number, number];
  stride: [number, number];
  /** Rows above and columns left of its image. */
  padBefore: [number, number];
  activation: FusedActivation;
};

/**
 * What a chain of steps makes of images.
 *
 * @param x [N, H, W, C]
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
  const kernels = steps.map(({ outShape: [, width] }, index) => {
    const kernel = weights[`${index}.kernel`];
    return kernel && packed(memory, kernel, weights[`${index}.bias`], width);
  });
  const { regions, size } = regionsOf(steps);
  const numbers = steps.flatMap((step, index) => {
    const kernel = kernels[index];
    const [from, to] = [regions[index]!, regions[index + 1]];
    const [height, width, channels] = step.outShape;
    const out = to ? [to.firstPixel, to.row] : [0, width * channels];
    return [
      ...[operations.indexOf(step.operation), kernel ? memory.addressOf(kernel) : 0, from.start, from.row],
      ...[height, width, channels, ...step.kernel, ...step.stride, step.inShape[2], ...out],
      fusedActivations.indexOf(step.activation),
    ];
  });
  const program = memory.integers(numbers);
  const out = memory.empty(outShape);
  const { firstPixel = 0, row = 0 } = regions[0] ?? {};
  const outSize = sizeOf(out) / (outShape[0] ?? 1);
  memory.run('imageChain', [x, program, out], [...x.shape, firstPixel, row, size, steps.length, outSize], {
    room: size,
  });
  for (const tensor of [program, ...kernels]) if (tensor) memory.dispose(tensor);
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

function regionsOf(steps: readonly ChainStep[]): { regions: Region[]; size: number } {
  let size = 0;
  const regions = steps.map(({ inShape: [height, width, channels], outShape, kernel, stride, padBefore }): Region => {
    const start = size;
    const reach = (axis: 0 | 1) => (outShape[axis] - 1) * stride[axis] + kernel[axis];
    const row = Math.max(reach(1), padBefore[1] + width) * channels;
    size += Math.max(reach(0), padBefore[0] + height) * row;
    return { start, row, firstPixel: start + padBefore[0] * row + padBefore[1] * channels };
  });
  return { regions, size };
}
