import { convolutionsOf } from '../layerwise/convolution';
import type { Scope } from '../run/scope';
import { Work } from '../run/work';
import { joiningWork } from './leastSquaresWork';
import { momentsWork } from './momentsWork';

/** What the refit of each group takes, in the units of `Work`: its samples come to it, and pass once for the moments. */
export function refitWork(scope: Scope, samples: number): Map<string, number> {
  const work = new Work(scope);
  const batches = Math.ceil(samples / scope.recipe.batchSize);
  const convolutionOf = convolutionsOf(scope.network);
  const forward = (first: number, last: number) =>
    work.forward('selection', work.layers.slice(first, last + 1), { images: samples, batches });
  const solving = (layer: string, kept: number): number => {
    const convolution = convolutionOf(layer);
    const pass = forward(work.placeOf(layer), work.placeOf(layer));
    return momentsWork(convolution, pass) + joiningWork(convolution, 0, kept);
  };
  let from = 0;
  return new Map(
    scope.prunedGroups.map(({ id, readers, group }) => {
      const last = Math.max(...readers.map(({ layer }) => work.placeOf(layer)));
      const preparation = 2 * forward(from, last);
      from = last;
      const kept = scope.counts.get(id) ?? group.channels;
      return [id, readers.reduce((sum, { layer }) => sum + solving(layer, kept), preparation)] as const;
    }),
  );
}
