import type { Recipe } from '../../engine/methods/recipe';
import type { KeptRun } from '../kept/keptRun';

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value / values.length, 0);

/**
 * Milliseconds that runs may take: each as long as those of its method took on average, else as long as all.
 *
 * @param before finished runs of the same network and images
 * @returns undefined where there are none
 */
export function expectedTime(
  recipes: readonly Recipe[],
  before: ReadonlyArray<Pick<KeptRun, 'recipe' | 'ran'>>,
): number | undefined {
  if (before.length === 0) return undefined;
  return recipes.reduce((sum, { method }) => {
    const same = before.filter(({ recipe }) => recipe.method.id === method.id);
    return sum + mean((same.length > 0 ? same : before).map(({ ran }) => ran));
  }, 0);
}
