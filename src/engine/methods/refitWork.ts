import type { Scope } from '../run/scope';
import { Work } from '../run/work';
import { momentsWork } from './momentsWork';

/** What the refit of each group takes, in the units of `Work`: its samples come to it, and pass once for the moments. */
export function refitWork(scope: Scope, samples: number): Map<string, number> {
  const work = new Work(scope);
  const batches = Math.ceil(samples / scope.recipe.batchSize);
  const momentsOf = momentsWork(scope, work, samples);
  let from = 0;
  return new Map(
    scope.prunedGroups.map(({ id, readers }) => {
      const last = Math.max(...readers.map(({ layer }) => work.placeOf(layer)));
      const preparation = 2 * work.forward(work.layers.slice(from, last + 1), samples, batches, 'whole');
      from = last;
      return [id, readers.reduce((sum, { layer }) => sum + momentsOf(layer), preparation)] as const;
    }),
  );
}
