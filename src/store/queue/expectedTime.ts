import type { Recipe } from '../../engine/methods/recipe';
import type { KeptRun } from '../kept/keptRun';

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value / values.length, 0);

/**
 * Milliseconds that runs may take: each as long as those of its method took on average, else as long as all.
 *
 * @param before finished runs of the same network and images; those that came from another machine do not count
 * @returns undefined where none counts
 */
export function expectedTime(
  recipes: readonly Recipe[],
  before: ReadonlyArray<Pick<KeptRun, 'recipe' | 'ran' | 'isBrought'>>,
): number | undefined {
  const here = before.filter(({ isBrought }) => !isBrought);
  if (here.length === 0) return undefined;
  return recipes.reduce((sum, { method }) => {
    const same = here.filter(({ recipe }) => recipe.method.id === method.id);
    return sum + mean((same.length > 0 ? same : here).map(({ ran }) => ran));
  }, 0);
}
