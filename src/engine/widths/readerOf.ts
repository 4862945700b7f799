import type { Checkpoint } from '../checkpoint';
import type { LayerProblem } from '../layerwise/layerProblem';
import { featureCount, layerMoments } from '../layerwise/moments';
import type { Convolution } from '../network/layers/convolutionForm';
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
 * @param images that it is fitted on
 * @param flops of the layer for one image
 */
export function fittingWork(convolution: Convolution, images: number, flops: number): number {
  const features = featureCount(convolution);
  if (features > mostFeatures) return 0;
  return (2 * images * flops * features) / convolution.filters + 2 * features ** 3;
}
