import { type Checkpoint, proceed } from '../checkpoint';
import { compress } from '../compress/compress';
import type { Dataset } from '../data/dataset';
import { presetOf } from '../methods/presets';
import type { Network } from '../network/network';
import type { LoggedRecipe } from '../recipe/common';
import type { RunEvent } from '../run/events';
import { memoryUse } from '../run/memory/memoryUse';
import { withinMemory } from '../run/memory/withinMemory';
import { Run } from '../run/run';
import { checkWeights } from '../run/scope';
import type { Pace } from '../run/timeLeft';
import { type Asked, planRun } from './planRun';
import { isFastEnough } from './search/latency';
import { search, searchWork } from './search/search';
import { makeNetwork } from './select';

/** How a run is held, and what it may take. */
export interface PruneOptions extends Asked {
  /** Passed once a batch in every phase: holding it pauses the run, and what it throws ends the run. */
  readonly checkpoint?: Checkpoint;
  /** How quick the network is here, if that has been measured: by it the time left is told. */
  readonly pace?: Pace;
}

/**
 * Prunes a network by the method of a recipe, told event by event. `return(undefined)` between two events cancels. The
 * result is the caller's; `network` stays as it is, and nothing else is left behind.
 *
 * @throws InputError if there is nothing to prune, nothing to prune by, or not even single images fit in memory; Diverged if
 * the numbers of a phase are no longer finite, but for fine-tuning: that stops there, and the result has the weights that
 * were last sound; OutOfMemory if memory ends under way
 */
export function prune(
  network: Network,
  dataset: Dataset,
  recipe: LoggedRecipe,
  options: PruneOptions = {},
): AsyncGenerator<RunEvent, Network | undefined> {
  return withinMemory(pruning(network, dataset, recipe, options));
}

async function* pruning(
  network: Network,
  dataset: Dataset,
  recipe: LoggedRecipe,
  { checkpoint = proceed, pace, ...asked }: PruneOptions,
): AsyncGenerator<RunEvent, Network> {
  const { scope, chosen, method, isSearch, compressing } = await planRun(network, dataset, recipe, asked);
  await checkWeights(network);
  const use = memoryUse(scope, method.outline);
  const run = new Run(scope, method.outline, checkpoint, pace ? { pace } : {});
  if (isSearch) run.expect(searchWork(run, method.outline));
  let result: Network | undefined;
  try {
    yield* run.begin(use);
    yield run.enter('baseline', 'network');
    const baseline = yield* run.measure('baseline', network);
    yield* run.chooseMirrors();
    const { pruned, ...made } = yield* isSearch ? search(run, chosen) : makeNetwork(run, method);
    yield run.enter('evaluation', 'pruned');
    const measured = yield* made.run.measure('pruned', pruned);
    const compared = yield* made.run.compareScratch(pruned);
    const compressed = yield* compress(made.run, pruned, compressing);
    yield run.enter('evaluation', 'latency');
    const latency = yield* made.run.compareLatencies(pruned);
    const preset = presetOf({ recipe });
    const { search: found } = made.results;
    yield* made.run.finish({
      ...{ ...made.results, ...compared, baseline, pruned: measured, latency },
      ...(found ? { search: { ...found, isMet: found.isMet && isFastEnough(recipe.target, latency) } } : {}),
      ...(compressed.length > 0 ? { compressed } : {}),
      ...(preset === undefined ? {} : { preset }),
    });
    result = pruned;
    return pruned;
  } finally {
    await run.dispose(result);
  }
}
