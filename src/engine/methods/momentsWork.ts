import { convolutionsOf } from '../layerwise/convolution';
import { featureCount } from '../layerwise/moments';
import type { Scope } from '../run/scope';
import type { Work } from '../run/work';

/**
 * What the moments of a layer take on some samples, in the units of `Work`: for every block of columns of Phi, as many as
 * the layer has filters, a pass through it and back.
 */
export function momentsWork({ network, recipe }: Scope, work: Work, samples: number): (layer: string) => number {
  const convolutionOf = convolutionsOf(network);
  const batches = Math.ceil(samples / recipe.batchSize);
  return (layer) => {
    const convolution = convolutionOf(layer);
    const place = work.placeOf(layer);
    const own = work.forward(work.layers.slice(place, place + 1), samples, batches, 'whole');
    return 2 * own * Math.ceil(featureCount(convolution) / convolution.filters);
  };
}
