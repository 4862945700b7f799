import type { Method } from '../../methods/method';
import type { RunEvent } from '../../run/events';
import type { Outline } from '../../run/outline';
import type { Run } from '../../run/run';
import { withCounts } from '../../run/scope';
import { addUnits } from '../../run/work';
import type { Units } from '../../run/workKinds';
import { cutsByWorth, multiplesOf, type Widths, widestWithin } from '../../widths/allocation';
import { costOfCounts } from '../../widths/costOfCounts';
import { close, lossCurves, sensitivityWork } from '../../widths/sensitivity';
import { type Made, makeNetwork } from '../select';
import type { Cuts } from './cuts';
import { fastEnough, latencySearchWork } from './latency';
import { leastWithinLoss, lossSearchWork } from './loss';

/**
 * Makes a network to a target other than the recipe's rates: what each group's channels are worth is measured on
 * the unpruned network, and widths are spread by it.
 *
 * @throws InputError if a time cannot be met
 */
export async function* search(run: Run, method: Method): AsyncGenerator<RunEvent, Made> {
  const { network, groups, recipe } = run.scope;
  const { target, widthMultiple } = recipe;
  const curves = yield* lossCurves(run, close);
  const costs = costOfCounts(network, groups);
  const measure = 'most' in target ? target.kind : 'flops';
  const cutsIn = (multiple: number): Cuts => ({
    widths: cutsByWorth(curves, (counts) => costs.costAt(counts)[measure], multiplesOf(groups, multiple)),
    costs,
  });
  if (target.kind === 'latency') {
    const { widths, multiple, timed } = yield* fastEnough(run, target, cutsIn);
    const made = yield* toWidths(run, method, widths);
    return { ...made, results: { ...made.results, search: { ...one, isMet: true, timed, multiple } } };
  }
  const cuts = cutsIn(widthMultiple);
  if (target.kind === 'lose') return yield* leastWithinLoss(run, method, cuts, target.points);
  if (!('most' in target)) throw new Error('no target to search for');
  const found = widestWithin(cuts.widths, target.most);
  if (!found) throw new Error(`widths were promised to reach ${target.most} ${target.kind}`);
  const made = yield* toWidths(run, method, found);
  const isMet = made.results.selected[target.kind] <= target.most;
  return { ...made, results: { ...made.results, search: { ...one, isMet } } };
}

/** Where the widths are known before, one network is made of them. */
const one = { tried: 1, kept: 1 };

/** What a run to such a target takes, so far as that is known. */
export function searchWork(run: Run, outline: Outline): Units {
  const { scope, work } = run;
  const { target } = scope.recipe;
  const making = target.kind === 'lose' ? lossSearchWork(run, outline) : work.attempt(outline);
  const timing = target.kind === 'latency' ? latencySearchWork(work, scope.recipe.widthMultiple, target) : {};
  return addUnits(work.opening(), sensitivityWork(scope, work, close), timing, making, work.ending());
}

/** The one network of some widths. */
async function* toWidths(run: Run, method: Method, { counts }: Widths): AsyncGenerator<RunEvent, Made> {
  const inner = run.within(withCounts(run.scope, counts));
  yield inner.widths;
  const prepared = await method.prepare(inner.scope, run.scope.recipe.method);
  run.expect(addUnits(inner.work.attempt(prepared.outline), inner.work.ending()));
  return yield* makeNetwork(inner, prepared);
}
