import type { Checkpoint } from '../checkpoint';
import type { LayerProblem } from '../layerwise/layerProblem';
import { featureCount, layerMoments } from '../layerwise/moments';
import { joiningWork } from '../methods/leastSquaresWork';
import { momentsWork } from '../methods/momentsWork';
import type { ConvolutionForm } from '../network/layers/convolutionForm';
import { FittedReader } from './fittedReader';
import type { GroupReader } from './groupReader';
import { PlainReader } from './plainReader';

/** Columns of Phi up to which a layer is fitted: it takes time as their cube. */
const mostFeatures = 3200;

/**
 * A layer as a reader of a group's channels. One of many features is not fitted: with few channels it loses more than it would
 * need to, and so it keeps more of them.
 */
export async function readerOf(
  problem: LayerProblem,
  channels: readonly number[],
  pass: Checkpoint,
): Promise<GroupReader> {
  return featureCount(problem.convolution) > mostFeatures
    ? PlainReader.of(problem, channels)
    : new FittedReader(problem, await layerMoments(problem, pass), channels);
}

/**
 * What it takes to have a layer fitted, in the units of `Work`: its moments, and the normal equations.
 *
 * @param pass of all images that it is fitted on through the layer
 */
export function fittingWork(convolution: ConvolutionForm, pass: number): number {
  const features = featureCount(convolution);
  return features > mostFeatures
    ? 0
    : momentsWork(convolution, pass) + joiningWork(convolution, 0, convolution.channels);
}
