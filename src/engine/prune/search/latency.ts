import { cut } from '../../channels/surgery';
import { InputError } from '../../errors';
import { disposeNetwork } from '../../network/network';
import type { TargetOf } from '../../recipe/target';
import type { RunEvent } from '../../run/events';
import type { Run } from '../../run/run';
import { compareLatency, type Latency } from '../../train/latency';
import { isApart } from '../../train/spread';
import { type Widths, widestWithin } from '../../widths/allocation';
import type { Cuts } from './cuts';

/** Networks that are timed between the whole one and the narrowest: their FLOPs are then known to a few percent. */
const bisections = 6;

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
): AsyncGenerator<RunEvent, Widths> {
  const { network, budget } = run.scope;
  const timed = async ({ counts }: Widths): Promise<Latency> => {
    const narrowed = cut(network, costs.keptAt(counts));
    try {
      return await compareLatency(network, narrowed, run.pass, budget, batch);
    } finally {
      disposeNetwork(narrowed);
    }
  };
  yield run.enter('selection', 'latency');
  const [whole] = widths;
  let fast = widths.at(-1) ?? whole;
  const ends = await timed(fast);
  if (ends.baseline.median <= milliseconds) return whole;
  if (ends.pruned.median > milliseconds) throw tooSlow(ends, milliseconds);
  let [low, high] = [fast.cost, whole.cost];
  for (let step = 0; step < bisections; step++) {
    const middle = widestWithin(widths, Math.sqrt(low * high)) ?? fast;
    const isFast = (await timed(middle)).pruned.median <= milliseconds;
    if (isFast) [fast, low] = [middle, middle.cost];
    else high = middle.cost;
  }
  return fast;
}

function tooSlow({ images, baseline, pruned }: Latency, milliseconds: number): InputError {
  const told = { batch: images, least: pruned.median.toFixed(2), whole: baseline.median.toFixed(2) };
  return isApart(baseline, pruned)
    ? new InputError('target.latency', { ...told, milliseconds })
    : new InputError('target.latency-same', told);
}
