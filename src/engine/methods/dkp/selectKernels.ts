import * as tf from '@tensorflow/tfjs';
import type { Checkpoint } from '../../checkpoint';
import type { FoundWeights } from '../../layerwise/biasHome';
import { jointPass } from '../../layerwise/jointPass';
import type { LayerProblem } from '../../layerwise/layerProblem';
import type { LossWeights } from '../../layerwise/losses';
import { SelectedChannels } from '../../layerwise/selectedChannels';
import { sgdSteps } from '../../layerwise/sgdSteps';
import { Diverged } from '../../train/finite';

interface KernelChoice {
  /** Kernels to select. */
  readonly count: number;
  /** Times that some join. */
  readonly joins: number;
  /** Steps of SGD after every join. */
  readonly steps: number;
  readonly weights: LossWeights;
  readonly pass: Checkpoint;
}

/**
 * Greedy selection of one layer's kernels: those join whose gradients of the joint loss are largest, with the weights of the
 * warm start, and SGD moves all that have joined and the bias; the others are zeros. Yields the kernels of every join, as
 * places in [c, n / G]. What comes back is the caller's.
 *
 * @throws Diverged where a gradient is not finite
 */
export async function* selectKernels(
  problem: LayerProblem,
  { count, joins, steps, weights, pass }: KernelChoice,
): AsyncGenerator<readonly number[], FoundWeights | undefined> {
  const [, , channels, filters] = problem.warmStart.kernel.shape;
  const joined = new Float32Array(channels * filters);
  const selected = new SelectedChannels(problem);
  selected.join([...Array(channels).keys()], 'zero');
  try {
    for (let number = 1; number <= joins; number++) {
      const before = joined.reduce((sum, flag) => sum + flag, 0);
      const chosen = largest(
        await scores(selected, weights, pass),
        joined,
        Math.ceil((count * number) / joins) - before,
      );
      joinKernels(selected, chosen);
      for (const place of chosen) joined[place] = 1;
      const mask = tf.tensor4d(joined, [1, 1, channels, filters]);
      try {
        await sgdSteps(selected, { weights, steps, mask, pass });
      } finally {
        mask.dispose();
      }
      yield chosen;
    }
    return selected.fullWeights();
  } finally {
    selected.dispose();
  }
}

/** ||G||_F of every kernel, G the joint loss's gradient: [c * n / G]. */
async function scores(selected: SelectedChannels, weights: LossWeights, pass: Checkpoint): Promise<Float32Array> {
  const { kernel, bias } = await jointPass(selected, selected.wholeSplit, weights, pass);
  const norms = kernelNorms(kernel);
  const values = await norms.data<'float32'>();
  tf.dispose([kernel, bias, norms]);
  if (values.every(Number.isFinite)) return values;
  throw new Diverged('diverged.kernels', { layer: selected.problem.layer });
}

/** The norm of each 2-D kernel of [kh, kw, c, n]: [c, n]. */
export const kernelNorms = (kernel: tf.Tensor4D): tf.Tensor2D =>
  tf.tidy(() => tf.sqrt(tf.sum(tf.square(kernel), [0, 1])));

/** The places with the largest values among those that have not joined, the largest first. */
const largest = (values: Float32Array, joined: Float32Array, count: number): number[] =>
  [...values.keys()]
    .filter((place) => joined[place] === 0)
    .sort((a, b) => values[b]! - values[a]! || a - b)
    .slice(0, count);

/** Gives kernels that are zero the weights of the warm start. */
function joinKernels(selected: SelectedChannels, chosen: readonly number[]): void {
  const { kernel: warm } = selected.problem.warmStart;
  const next = tf.tidy(() => {
    const flags = new Float32Array(warm.shape[2] * warm.shape[3]);
    for (const place of chosen) flags[place] = 1;
    const joining = tf.tensor4d(flags, [1, 1, warm.shape[2], warm.shape[3]]);
    return tf.add<tf.Tensor4D>(selected.kernel, tf.mul(warm, joining));
  });
  selected.move(next);
}
