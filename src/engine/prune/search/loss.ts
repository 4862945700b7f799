import type { Method } from '../../methods/method';
import { costOf } from '../../network/cost';
import type { Network } from '../../network/network';
import type { RunEvent, RunFailure } from '../../run/events';
import type { Outline } from '../../run/outline';
import type { Run } from '../../run/run';
import { withCounts } from '../../run/scope';
import { addUnits, timesUnits, type Work } from '../../run/work';
import type { Units } from '../../run/workKinds';
import { type ErrorGap, errorGap } from '../../train/errorGap';
import { accuracyOf, type RightImages } from '../../train/evaluate';
import { accuracyWithInterval } from '../../train/wilson';
import { type Widths, widestWithin } from '../../widths/allocation';
import { type Made, select } from '../select';
import { nextBudget } from './bisection';
import type { Cuts } from './cuts';

/** Summed loss of the curves, in nats, that a point of accuracy is worth after fine-tuning, roughly: where to begin. */
const natsForPoint = 0.015;
/** Fewer points than that make the first guess no smaller: what is cut a little often loses nothing. */
const leastPoints = 0.5;

/** A network that was made and measured on the validation images. */
interface Try {
  readonly number: number;
  readonly run: Run;
  readonly widths: Widths;
  readonly selected: Network;
  readonly pruned: Network;
  readonly stopped: RunFailure | undefined;
  readonly gap: ErrorGap;
  readonly isMet: boolean;
}

interface Asked {
  readonly method: Method;
  /** That may be lost. */
  readonly points: number;
  /** Validation images that the unpruned network has right. */
  readonly whole: RightImages;
}

/**
 * The smallest network that loses at most so many points, by bisection in log FLOPs: each try is a whole run, measured on
 * the validation images. If none keeps within them it is the one that loses least.
 *
 * The points are those that the validation images show, not the upper end of what these may mean: with 500 images that
 * lies 2 to 3 points higher, and next to nothing could be cut. A network that has learnt from these images, as the bundled ones
 * have, answers them better than new ones and loses more on them: there the search errs on the careful side. The test images,
 * which decide nothing, are the proof.
 */
export async function* leastWithinLoss(
  run: Run,
  method: Method,
  { widths }: Cuts,
  points: number,
): AsyncGenerator<RunEvent, Made> {
  yield run.enter('evaluation', 'validation');
  const whole = yield* run.validate(run.scope.network, 'whole');
  const range = { least: widths.at(-1)?.cost ?? 0, most: widths[0].cost, first: firstCut(widths, points).cost };
  const tries: Try[] = [];
  while (tries.length < run.scope.recipe.tries) {
    const tried = tries.map(({ widths: { cost }, isMet }) => ({ budget: cost, isEnough: isMet }));
    const budget = nextBudget(range, tried);
    const next = budget === undefined ? undefined : widestWithin(widths, budget);
    if (!next || tries.some((made) => made.widths === next)) break;
    tries.push(yield* tryWidths(run, next, tries.length + 1, { method, points, whole }));
    await freeAllBut(best(tries), tries);
  }
  const kept = best(tries);
  if (!kept) throw new Error('a search without a try');
  if (kept !== tries.at(-1)) yield* kept.run.tellAgain();
  yield kept.run.enter('evaluation', 'surgery');
  const selected = yield* kept.run.measure('selected', kept.selected);
  const { pruned, stopped, number, isMet } = kept;
  const opened = accuracyWithInterval(accuracyOf(whole), whole.length);
  const search = { tried: tries.length, kept: number, isMet, images: whole.length, opened };
  return { run: kept.run, pruned, results: { selected, search, ...(stopped ? { stopped } : {}) } };
}

/** What a search takes that makes as many networks as it may. */
export function lossSearchWork({ scope, work }: Run, outline: Outline): Units {
  const images = scope.validation.labels.length;
  const whole = { evaluation: work.inference(images, 'whole') };
  return addUnits(whole, timesUnits(scope.recipe.tries, tryWork(work, outline, images)));
}

const tryWork = (work: Work, outline: Outline, images: number): Units =>
  addUnits(work.attempt(outline), { evaluation: work.inference(images, 'pruned') });

async function* tryWidths(
  run: Run,
  widths: Widths,
  number: number,
  { method, points, whole }: Asked,
): AsyncGenerator<RunEvent, Try> {
  const { recipe, validation } = run.scope;
  const images = validation.labels.length;
  const inner = run.within(withCounts(run.scope, widths.counts));
  const prepared = await method.prepare(inner.scope, recipe.method);
  const each = tryWork(inner.work, prepared.outline, images);
  run.expect(addUnits(timesUnits(recipe.tries - number + 1, each), inner.work.ending()));
  yield inner.widths;
  const selected = yield* select(inner, prepared);
  const pruned = inner.copy(selected);
  const stopped = yield* inner.fineTune(pruned);
  yield inner.enter('evaluation', 'validation');
  const gap = errorGap(whole, yield* inner.validate(pruned, 'pruned'));
  const isMet = 100 * gap.gap <= points;
  const { flops, params } = costOf(pruned);
  const told = { number, most: recipe.tries, widths: Object.fromEntries(widths.counts), flops, params };
  yield { type: 'try', ...told, gap, images, isMet };
  return { number, run: inner, widths, selected, pruned, stopped, gap, isMet };
}

/** The narrowest cut whose summed loss promises to keep within some points. */
const firstCut = (widths: Cuts['widths'], points: number): Widths =>
  widths.findLast(({ loss }) => loss <= natsForPoint * Math.max(points, leastPoints)) ?? widths[0];

/** The smallest that keeps within the points; if none does, the one that loses least. */
const best = (tries: readonly Try[]): Try | undefined =>
  tries.toSorted((a, b) =>
    a.isMet && b.isMet ? a.widths.cost - b.widths.cost : Number(b.isMet) - Number(a.isMet) || a.gap.gap - b.gap.gap,
  )[0];

async function freeAllBut(kept: Try | undefined, tries: readonly Try[]): Promise<void> {
  for (const made of tries) if (made !== kept) await made.run.dispose();
}
