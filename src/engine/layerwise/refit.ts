import type { Checkpoint } from '../checkpoint';
import type { FoundWeights } from './biasHome';
import { weightsOfFeatures } from './foundWeights';
import type { LayerProblem } from './layerProblem';
import { featuresOf, layerMoments, leastSquaresOf } from './moments';

/**
 * The weights with the least L_M (Eq 3) of a layer that reads some of its channels alone, whatever method has chosen
 * them: the least squares that reconstruct O^b, with a ridge towards the weights that it has. One pass over the samples.
 *
 * @param kept input channels; the others' kernels are zeros
 */
export async function refit(problem: LayerProblem, kept: readonly number[], pass: Checkpoint): Promise<FoundWeights> {
  const moments = await layerMoments(problem, pass);
  const squares = leastSquaresOf(problem, moments);
  for (const channel of kept) {
    await pass();
    squares.join(featuresOf(moments, channel));
  }
  return weightsOfFeatures(problem.layer, problem.convolution, squares.joined, squares.weights());
}
