import type { Checkpoint } from '../checkpoint';
import type { Dataset } from '../data/dataset';
import { memoryBudget } from '../memory/budget';
import type { Network } from '../network/network';
import type { CompressedNetwork, SparseLayer } from '../run/events';
import { lightOutline } from '../run/outline';
import { Run } from '../run/run';
import { type Scope, scopeOf } from '../run/scope';
import { compress } from './compress';
import type { Compressing } from './ids';

/** What is known of the run that has made a network. */
export interface MadeBy {
  readonly recipe: Scope['recipe'];
  /** Layers whose zeros stay. */
  readonly sparseLayers: readonly SparseLayer[];
}

/**
 * Stores a pruned network in fewer bits once its run is over, as the run would have done: each way is told once it is
 * measured. The networks stay as they are.
 *
 * @param baseline what it was pruned from
 * @param pass passed once a batch: what it throws ends the work
 */
export async function* compressAfterwards(
  { baseline, pruned }: { readonly baseline: Network; readonly pruned: Network },
  dataset: Dataset,
  { recipe, sparseLayers }: MadeBy,
  compressing: Compressing,
  pass: Checkpoint,
): AsyncGenerator<CompressedNetwork> {
  const run = new Run(scopeOf(baseline, dataset, recipe, false, memoryBudget), lightOutline, pass);
  try {
    await run.sparseLayers.addTold(pruned, sparseLayers);
    for await (const _ of run.measure('baseline', baseline));
    for await (const _ of run.measure('pruned', pruned));
    for await (const event of compress(run, pruned, compressing))
      if (event.type === 'compressed') yield event.compressed;
  } finally {
    await run.dispose();
  }
}
