import * as tf from '@tensorflow/tfjs';
import type { Checkpoint } from '../checkpoint';
import type { FoundWeights } from './giveWeights';
import type { LayerProblem } from './layerProblem';
import { LeastSquares } from './leastSquares';
import { featuresOf, layerEquations, layerMoments } from './moments';

/**
 * The weights with the least L_M (Eq 3) of a layer that reads some of its channels alone, whatever method has chosen
 * them: the least squares that reconstruct O^b, with a ridge towards the weights that it has. One pass over the samples.
 *
 * @param kept input channels; the others' kernels are zeros
 */
export async function refit(problem: LayerProblem, kept: readonly number[], pass: Checkpoint): Promise<FoundWeights> {
  const { convolution, fitsBias, warmStart } = problem;
  const { channels, filters, kernelSize } = convolution;
  const moments = await layerMoments(problem, pass);
  const squares = new LeastSquares(layerEquations(moments, problem));
  if (fitsBias) squares.join([0]);
  for (const channel of kept) {
    await pass();
    squares.join(featuresOf(moments, channel));
  }
  const rows = new Float32Array(moments.features * filters);
  const found = squares.weights();
  for (const [place, feature] of squares.joined.entries())
    rows.set(found.subarray(place * filters, (place + 1) * filters), feature * filters);
  return tf.tidy(() => ({
    kernel: tf.transpose(tf.tensor4d(rows.subarray(filters), [channels, ...kernelSize, filters]), [1, 2, 0, 3]),
    bias: fitsBias ? tf.tensor1d(rows.subarray(0, filters)) : tf.clone(warmStart.bias),
  }));
}
