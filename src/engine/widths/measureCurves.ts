import type { Checkpoint } from '../checkpoint';
import type { Dataset } from '../data/dataset';
import { memoryBudget } from '../memory/budget';
import type { Network } from '../network/network';
import type { RunEvent } from '../run/events';
import { lightOutline } from '../run/outline';
import { Run } from '../run/run';
import { type Scope, scopeOf } from '../run/scope';
import type { LossCurve } from './curve';
import { type Closeness, lossCurves, sensitivityWork } from './sensitivity';

/**
 * The curves of a network's groups without a run: on the validation images that a run by this recipe sets apart. The
 * network stays as it is.
 *
 * @param pass passed once a batch: what it throws ends the measuring
 * @throws InputError if there is nothing to prune, or nothing to prune by
 */
export async function* measureCurves(
  network: Network,
  dataset: Dataset,
  recipe: Scope['recipe'],
  pass: Checkpoint,
  closeness: Closeness,
): AsyncGenerator<RunEvent, LossCurve[]> {
  const run = new Run(scopeOf(network, dataset, recipe, false, memoryBudget), lightOutline, pass);
  run.expect(sensitivityWork(run.scope, run.work, closeness));
  try {
    return yield* lossCurves(run, closeness);
  } finally {
    await run.dispose();
  }
}
