import type { Checkpoint } from '../checkpoint';
import type { FoundWeights } from './biasHome';
import { weightsOfFeatures } from './foundWeights';
import type { LayerProblem } from './layerProblem';
import { featuresOf, layerMoments, leastSquaresOf, type Moments } from './moments';

/**
 * The weights with the least L_M (Eq 3) of a layer that reads some of its channels alone, whatever method has chosen
 * them: the least squares that reconstruct O^b, with a ridge towards the weights that it has. One pass over the samples.
 *
 * @param kept input channels; the others' kernels are zeros
 */
export const refit = async (problem: LayerProblem, kept: readonly number[], pass: Checkpoint): Promise<FoundWeights> =>
  fitted(problem, await layerMoments(problem, pass), kept, pass);

/** What fitting needs of a layer problem besides its moments. */
export type FittedLayer = Pick<LayerProblem, 'layer' | 'convolution' | 'fitsBias'>;

/** The same by moments that are known. */
export async function fitted(
  layer: FittedLayer,
  moments: Moments,
  kept: readonly number[],
  pass: Checkpoint,
): Promise<FoundWeights> {
  const squares = leastSquaresOf(layer, moments);
  for (const channel of kept) {
    await pass();
    squares.join(featuresOf(moments, channel));
  }
  return weightsOfFeatures(layer.layer, layer.convolution, squares.joined, squares.weights());
}
