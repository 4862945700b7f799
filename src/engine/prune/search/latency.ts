import { cut } from '../../channels/surgery';
import { InputError } from '../../errors';
import { disposeNetwork } from '../../network/network';
import type { Target, TargetOf } from '../../recipe/target';
import type { RunEvent } from '../../run/events';
import type { Run } from '../../run/run';
import type { Work } from '../../run/work';
import type { Units } from '../../run/workKinds';
import { compareLatency, type Latency } from '../../train/latency';
import { latencyBatches } from '../../train/latencyBatches';
import { isApart } from '../../train/spread';
import type { Widths } from '../../widths/allocation';
import { WidestBisection } from './bisection';
import type { Cuts } from './cuts';

/** Networks that are timed between the whole one and the narrowest: their FLOPs are then known to a few percent. */
const bisections = 6;

export interface FastEnough {
  readonly found: Widths;
  /** Networks that were cut and timed. */
  readonly timed: number;
}

/**
 * The widest network that takes no longer than the target on this machine, by bisection in log FLOPs: really cut ones are
 * timed, their weights untrained.
 *
 * @throws InputError if even the narrowest takes longer
 */
export async function* fastEnough(
  run: Run,
  { widths, costs }: Cuts,
  { milliseconds, batch }: TargetOf<'latency'>,
): AsyncGenerator<RunEvent, FastEnough> {
  const { network, budget } = run.scope;
  const units = run.work.latency(batch);
  async function* timed({ counts }: Widths): AsyncGenerator<RunEvent, Latency> {
    const narrowed = cut(network, costs.keptAt(counts));
    try {
      const latency = await compareLatency(network, narrowed, run.pass, budget, batch);
      yield run.advance('latency', units);
      return latency;
    } finally {
      disposeNetwork(narrowed);
    }
  }
  yield run.enter('selection', 'latency');
  const [whole] = widths;
  const narrowest = widths.at(-1) ?? whole;
  const ends = yield* timed(narrowest);
  if (ends.baseline.median <= milliseconds) return { found: whole, timed: 1 };
  if (ends.pruned.median > milliseconds) throw tooSlow(ends, milliseconds);
  const bisection = new WidestBisection(widths);
  for (let step = 0; step < bisections; step++) {
    const { pruned } = yield* timed(bisection.middle);
    bisection.tell(pruned.median <= milliseconds);
  }
  return { found: bisection.found, timed: 1 + bisections };
}

/** The network that was made takes no longer than a target of time says, by its last measurement. */
export function isFastEnough(target: Target, latencies: readonly Latency[]): boolean {
  if (target.kind !== 'latency') return true;
  const told = latencies[latencyBatches.indexOf(target.batch)];
  return told !== undefined && told.pruned.median <= target.milliseconds;
}

/** What the search takes. */
export const latencySearchWork = (work: Work, { batch }: TargetOf<'latency'>): Units => ({
  latency: (1 + bisections) * work.latency(batch),
});

function tooSlow({ images, baseline, pruned }: Latency, milliseconds: number): InputError {
  const told = { batch: images, least: pruned.median.toFixed(2), whole: baseline.median.toFixed(2) };
  return isApart(baseline, pruned)
    ? new InputError('target.latency', { ...told, milliseconds })
    : new InputError('target.latency-same', told);
}
