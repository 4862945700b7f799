import { convolutionsOf } from '../layerwise/convolution';
import type { Scope } from '../run/scope';
import { Work } from '../run/work';

/** What the refit of each group takes, in the units of `Work`: its samples come to it, and pass once for the moments. */
export function refitWork(scope: Scope, samples: number): Map<string, number> {
  const work = new Work(scope);
  const batches = Math.ceil(samples / scope.recipe.batchSize);
  const convolutionOf = convolutionsOf(scope.network);
  let from = 0;
  return new Map(
    scope.prunedGroups.map(({ id, readers }) => {
      const places = readers.map(({ layer }) => work.placeOf(layer));
      const last = Math.max(...places);
      const preparation = 2 * work.forward(work.layers.slice(from, last + 1), samples, batches, 'whole');
      from = last;
      const moments = readers.reduce((sum, { layer }) => {
        const { kernelSize, channels, filters } = convolutionOf(layer);
        const place = work.placeOf(layer);
        const own = work.forward(work.layers.slice(place, place + 1), samples, batches, 'whole');
        return sum + 2 * own * Math.ceil((channels * kernelSize[0] * kernelSize[1]) / filters);
      }, 0);
      return [id, preparation + moments] as const;
    }),
  );
}
