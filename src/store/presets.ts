import { type PresetName, presets, type Recipe, recipeOf, recipeSchema } from '../engine/methods/recipe';
import type { LoggedRecipe } from '../engine/recipe/common';
import { finishedRun, type StudioState } from './state';

/** What presets leave alone. */
const ownChoices = ({ method, target, rate, layerRates, seed }: Recipe) => ({
  method: method.id,
  target,
  rate,
  layerRates,
  seed,
});

/** Rates of single groups go where the streams change, and with them the groups. */
export function withPreset(recipe: Recipe, name: PresetName): Recipe {
  const next = recipeOf({ ...presets[name], ...ownChoices(recipe) });
  return next.streams === recipe.streams ? next : { ...next, layerRates: {} };
}

const textOf = (recipe: LoggedRecipe): string => JSON.stringify(recipeSchema.safeParse(recipe).data ?? recipe);

export const presetNames: readonly PresetName[] = Object.keys(presets).filter(
  (name): name is PresetName => name in presets,
);

/** The recipe is another than that of the finished run. */
export function isRecipeChanged(state: StudioState): boolean {
  const finished = finishedRun(state);
  return finished !== undefined && textOf(finished.recipe) !== textOf(state.recipe);
}

/** The preset that the recipe is, if it is one. */
export const presetOf = ({ recipe }: Pick<StudioState, 'recipe'>): PresetName | undefined =>
  presetNames.find((name) => textOf(withPreset(recipe, name)) === textOf(recipe));
