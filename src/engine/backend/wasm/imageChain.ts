import type * as tf from '@tensorflow/tfjs';
import { type FusedActivation, fusedActivations, packed } from './convolutions';
import type { ConvGeometry } from './geometry';
import { kernelGeometry } from './geometry';
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
  const { size, chain, kernelSteps } = planOf(steps);
  for (const [index, step] of kernelSteps.entries()) {
    const [kernel, bias] = [weights[`${index}.kernel`], weights[`${index}.bias`]];
    step.packed = kernel && batch % 4 > 0 ? packed(memory, kernel, bias, step.outWidth) : undefined;
    step.lanes = kernel && batch >= 4 ? packedLanes(memory, kernel, bias) : undefined;
  }
  const out = memory.empty(outShape);
  const workspace = batch < 4 ? size : 4 * size;
  memory.run(
    'imageChain',
    { x, steps: kernelSteps, y: out, chain: { ...chain, batch, outSize: sizeOf(out) / batch } },
    { workspace },
  );
  for (const { packed, lanes } of kernelSteps) for (const tensor of [packed, lanes]) if (tensor) memory.dispose(tensor);
  return out;
}

type ChainPlan = ReturnType<typeof newPlan>;

const plans = new WeakMap<readonly ChainStep[], ChainPlan>();

/** What is the same at every call: of small images, working it out takes as long as the kernel. */
function planOf(steps: readonly ChainStep[]): ChainPlan {
  const plan = plans.get(steps) ?? newPlan(steps);
  plans.set(steps, plan);
  return plan;
}

function newPlan(steps: readonly ChainStep[]) {
  const { regions, size } = regionsOf(steps);
  const [height = 1, width = 1, channels = 1] = steps[0]?.inShape ?? [];
  const [first, last] = [regions[0]!, regions.at(-1)!];
  return {
    size,
    chain: {
      ...{ height, row: width * channels, first: first.firstPixel, firstRow: first.row },
      ...{ result: last.start, size, steps: steps.length },
    },
    kernelSteps: steps.map((step, index) => ({
      ...kernelGeometry([1, ...step.inShape], [1, ...step.outShape], step),
      ...packedLater,
      operation: operations.indexOf(step.operation),
      activation: fusedActivations.indexOf(step.activation),
      start: regions[index]!.start,
      row: regions[index]!.row,
      out: regions[index + 1]!.firstPixel,
      outRow: regions[index + 1]!.row,
    })),
  };
}

/** A step's weights, for images one by one and in lanes: packed at every call. */
const packedLater: { packed: tf.TensorInfo | undefined; lanes: tf.TensorInfo | undefined } = {
  packed: undefined,
  lanes: undefined,
};

/** A kernel and its bias as convolutions of four images in lanes read them. */
function packedLanes(memory: KernelMemory, kernel: tf.TensorInfo, bias: tf.TensorInfo | undefined): tf.TensorInfo {
  const filters = kernel.shape.at(-1) ?? 1;
  const rows = sizeOf(kernel) / filters;
  const out = memory.empty([rows + 1, filters]);
  memory.runSerially('packLanes', { kernel, bias, packed: out, k: rows, co: filters });
  return out;
}

/** Floats that an image takes on its way through a chain. */
export const chainSize = (steps: readonly ChainStep[]): number => regionsOf(steps).size;

/** A step's padded image in the workspace, in floats. */
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
