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
 * The network that loses least, as its curves have it, of those that take no longer than the target on this machine: for each
 * multiple the widest, by bisection in log FLOPs. Really cut ones are timed, their weights untrained.
 *
 * @param cutsIn ways to cut the network, all widths multiples of so many channels
 * @throws InputError if even the narrowest takes longer, or so many images do not fit in memory
 */
export async function* fastEnough(
  run: Run,
  target: TargetOf<'latency'>,
  cutsIn: (multiple: number) => Cuts,
): AsyncGenerator<RunEvent, FastEnough> {
  const { milliseconds, batch } = target;
  const { network, budget, recipe } = run.scope;
  const units = run.work.latency(batch);
  let timed = 0;
  async function* timesOf({ counts }: Widths, { costs }: Cuts): AsyncGenerator<RunEvent, Latency> {
    const narrowed = cut(network, costs.keptAt(counts));
    try {
      const latency = await compareLatency(network, narrowed, run.pass, budget, batch);
      timed++;
      yield run.advance('latency', units);
      return latency;
    } finally {
      disposeNetwork(narrowed);
    }
  }
  yield run.enter('selection', 'latency');
  const found: Array<Omit<FastEnough, 'timed'>> = [];
  let first: Latency | undefined;
  for (const multiple of multiplesTried(recipe.widthMultiple)) {
    const cuts = cutsIn(multiple);
    const [whole] = cuts.widths;
    const ends = yield* timesOf(cuts.widths.at(-1) ?? whole, cuts);
    if (ends.images < batch) throw new InputError('target.latency-batch', { batch, images: ends.images });
    if (!first && ends.baseline.median <= milliseconds) return { widths: whole, multiple, timed };
    first ??= ends;
    if (ends.pruned.median > milliseconds) continue;
    const bisection = new WidestBisection(cuts.widths);
    for (let step = 0; step < bisections; step++) {
      const { pruned } = yield* timesOf(bisection.middle, cuts);
      bisection.tell(pruned.median <= milliseconds);
    }
    found.push({ widths: bisection.found, multiple });
  }
  if (found.length === 0) throw tooSlow(first!, milliseconds);
  return { ...found.reduce((one, other) => (other.widths.loss < one.widths.loss ? other : one)), timed };
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
