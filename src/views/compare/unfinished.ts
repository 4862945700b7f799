import { isSameRecipe } from '../../engine/methods/presets';
import type { KeptRun } from '../../store/kept/keptRun';

const isFinished = ({ report }: KeptRun): boolean => report?.pruned.gap !== undefined;

/** Runs without a result, but for those that were made again later, to their end. */
export function unfinishedOf(runs: readonly KeptRun[]): KeptRun[] {
  const finished = runs.filter(isFinished);
  const isMadeAgain = ({ network, images, recipe, began }: KeptRun): boolean =>
    finished.some(
      (other) =>
        other.began > began &&
        other.network === network &&
        other.images === images &&
        isSameRecipe(other.recipe, recipe),
    );
  return runs.filter((run) => !isFinished(run) && !isMadeAgain(run));
}
