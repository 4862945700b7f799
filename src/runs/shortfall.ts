import type { LoggedRecipe } from '../engine/recipe/common';
import type { Report } from '../engine/run/events';

/** More points of accuracy are a bad result, whatever was asked for. */
const mostLost = 10;

/** What a run has fallen short in. */
export interface Shortfall {
  readonly code: 'lost' | 'lost-target' | 'not-met';
  /** Points of accuracy, on the test images. */
  readonly lost: number;
  /** Points that might go; 0 where that was not the target. */
  readonly most: number;
  readonly next: NextStep;
}

/** What to try first: a lower learning rate, more training images, to remove less, or to ask for less time. */
export type NextStep = 'learning-rate' | 'images' | 'less' | 'time';

/** Undefined of a run that is within its target, and has not lost much. */
export function shortfallOf(report: Report, { target }: Pick<LoggedRecipe, 'target'>): Shortfall | undefined {
  const { baseline, pruned, search } = report;
  const lost = 100 * (pruned.gap?.gap ?? baseline.accuracy - pruned.accuracy);
  const isMissed = search?.isMet === false;
  if (!isMissed && lost <= mostLost) return undefined;
  const most = target.kind === 'lose' ? target.points : 0;
  const isSlow = target.kind === 'latency' && lost <= mostLost;
  const told = { lost, most, next: isSlow ? ('time' as const) : nextStep(report) };
  if (target.kind === 'lose' && lost > most) return { code: 'lost-target', ...told };
  return { code: lost > mostLost ? 'lost' : 'not-met', ...told };
}

function nextStep({ selected, pruned, dataset: { images } }: Report): NextStep {
  if (pruned.accuracy < selected.accuracy) return 'learning-rate';
  /** Too few to set any apart: those that it is judged on are those that it is trained on. */
  return images && images.train === images.validation ? 'images' : 'less';
}
