import { proceed } from '../checkpoint';
import type { Dataset } from '../data/dataset';
import type { Network } from '../network/network';
import type { LoggedRecipe } from '../recipe/common';
import { Run } from '../run/run';
import { type Pace, secondsAt } from '../run/timeLeft';
import type { Units } from '../run/workKinds';
import { type Asked, planRun } from './planRun';
import { searchWork } from './search/search';

/** Seconds that a run may take: as machines and estimates go, between these. */
export interface ExpectedTime {
  readonly low: number;
  readonly high: number;
}

/** By which factors a run may be quicker and slower than its network's first passes and steps say: the quickest of those count. */
const doubt = { quicker: 1.2, slower: 1.5 };

/** Seconds that a run by a recipe may take at a pace. @throws InputError as `prune` does before it begins */
export async function expectTime(
  network: Network,
  dataset: Dataset,
  recipe: LoggedRecipe,
  pace: Pace,
  asked: Asked = {},
): Promise<ExpectedTime> {
  const { scope, method, isSearch } = await planRun(network, dataset, recipe, asked);
  const run = new Run(scope, method.outline, proceed);
  try {
    return secondsOf(isSearch ? searchWork(run, method.outline) : run.work.totals(method.outline), pace);
  } finally {
    await run.dispose(undefined);
  }
}

/** Seconds for units of work. */
export function secondsOf(units: Units, pace: Pace): ExpectedTime {
  const seconds = secondsAt(pace, (kind) => units[kind] ?? 0);
  return { low: seconds / doubt.quicker, high: seconds * doubt.slower };
}
