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

/** Many machines compute widths in multiples of 8 faster for their FLOPs: where the recipe leaves widths free, both are tried. */
const multiplesTried = (widthMultiple: number): readonly number[] => (widthMultiple === 1 ? [1, 8] : [widthMultiple]);

export interface FastEnough {
  readonly widths: Widths;
  /** That all widths are multiples of. */
  readonly multiple: number;
  /** Networks that were cut and timed. */
  readonly timed: number;
}

/**
 * The network that loses least, as its curves have it, of those that take no longer than the target on this machine.
 *
 * @param cutsIn ways to cut the network, all widths multiples of so many channels
 * @throws InputError if even the narrowest takes longer
 */
export async function* fastEnough(
  run: Run,
  target: TargetOf<'latency'>,
  cutsIn: (multiple: number) => Cuts,
): AsyncGenerator<RunEvent, FastEnough> {
  yield run.enter('selection', 'latency');
  const found: FastEnough[] = [];
  let timed = 0;
  let slow: Latency | undefined;
  for (const multiple of multiplesTried(run.scope.recipe.widthMultiple)) {
    const fastest = yield* widestWithin(run, cutsIn(multiple), target);
    timed += fastest.timed;
    if (fastest.widths) found.push({ widths: fastest.widths, multiple, timed });
    else slow ??= fastest.ends;
    if (fastest.ends.baseline.median <= target.milliseconds) break;
  }
  const [first, ...others] = found;
  if (!first) throw tooSlow(slow!, target.milliseconds);
  const best = others.reduce((one, other) => (other.widths.loss < one.widths.loss ? other : one), first);
  return { ...best, timed };
}

/**
 * The widest of some networks that takes no longer than the target, by bisection in log FLOPs: really cut ones are timed,
 * their weights untrained. None if even the narrowest takes longer. @returns also the times of the whole and the narrowest one
 */
async function* widestWithin(
  run: Run,
  { widths, costs }: Cuts,
  { milliseconds, batch }: TargetOf<'latency'>,
): AsyncGenerator<RunEvent, { readonly widths?: Widths; readonly ends: Latency; readonly timed: number }> {
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
  const [whole] = widths;
  const ends = yield* timed(widths.at(-1) ?? whole);
  if (ends.baseline.median <= milliseconds) return { widths: whole, ends, timed: 1 };
  if (ends.pruned.median > milliseconds) return { ends, timed: 1 };
  const bisection = new WidestBisection(widths);
  for (let step = 0; step < bisections; step++) {
    const { pruned } = yield* timed(bisection.middle);
    bisection.tell(pruned.median <= milliseconds);
  }
  return { widths: bisection.found, ends, timed: 1 + bisections };
}

/** The network that was made takes no longer than a target of time says, by its last measurement. */
export function isFastEnough(target: Target, latencies: readonly Latency[]): boolean {
  if (target.kind !== 'latency') return true;
  const told = latencies[latencyBatches.indexOf(target.batch)];
  return told !== undefined && told.pruned.median <= target.milliseconds;
}

/** What the search takes at the most. */
export const latencySearchWork = (work: Work, widthMultiple: number, { batch }: TargetOf<'latency'>): Units => ({
  latency: multiplesTried(widthMultiple).length * (1 + bisections) * work.latency(batch),
});

function tooSlow({ images, baseline, pruned }: Latency, milliseconds: number): InputError {
  const told = { batch: images, least: pruned.median.toFixed(2), whole: baseline.median.toFixed(2) };
  return isApart(baseline, pruned)
    ? new InputError('target.latency', { ...told, milliseconds })
    : new InputError('target.latency-same', told);
}
