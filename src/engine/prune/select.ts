import type { Pruning } from '../methods/method';
import type { Network } from '../network/network';
import type { Report, RunEvent } from '../run/events';
import type { Run } from '../run/run';

/** A network that is made, and what is known of it. */
export interface Made {
  /** That made it. */
  readonly run: Run;
  readonly pruned: Network;
  /** Of the report. */
  readonly results: Pick<Report, 'selected' | 'stopped' | 'search'>;
}

/** Chooses channels by a method, and removes the others. */
export async function* select(run: Run, method: Pruning): AsyncGenerator<RunEvent, Network> {
  const plan = yield* method.plan(run);
  yield run.enter('evaluation', 'surgery');
  return run.startOf(await run.cut(plan.network));
}

/** One network to the widths of a run: selection, and fine-tuning. */
export async function* makeNetwork(run: Run, method: Pruning): AsyncGenerator<RunEvent, Made> {
  const pruned = yield* select(run, method);
  const selected = yield* run.measure('selected', pruned);
  const stopped = yield* run.fineTune(pruned);
  return { run, pruned, results: { selected, ...(stopped ? { stopped } : {}) } };
}
