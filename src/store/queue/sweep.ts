import { isSameRecipe } from '../../engine/methods/presets';
import { choosesWidths, type MethodId, type Recipe, recipeOf, valuesOf } from '../../engine/methods/recipe';
import type { LoggedRecipe } from '../../engine/recipe/common';

/** What is varied; all else is as in one recipe. */
export interface Sweep {
  readonly methods: readonly MethodId[];
  /** Shares of channels to remove. */
  readonly rates: readonly number[];
  readonly seeds: readonly number[];
}

/** Whether a recipe has something that a sweep by it leaves out. */
export const hasLeftOut = ({ target, layerRates, byHand }: Recipe): boolean =>
  target.kind !== 'rate' || Object.keys(layerRates).length + Object.keys(byHand).length > 0;

/** Every method at every rate with every seed, but those done; a method that finds widths itself, at one rate. */
export function sweepOf(recipe: Recipe, { methods, rates, seeds }: Sweep, done: readonly LoggedRecipe[]): Recipe[] {
  const values = { ...valuesOf(recipe), target: { kind: 'rate' as const }, layerRates: {}, byHand: {} };
  const all = rates.flatMap((rate, index) =>
    methods
      .filter((method) => index === 0 || !choosesWidths(method))
      .flatMap((method) =>
        seeds.map((seed) => recipeOf({ ...values, method, seed, rate: choosesWidths(method) ? recipe.rate : rate })),
      ),
  );
  return all.filter((each) => !done.some((other) => isSameRecipe(each, other)));
}
