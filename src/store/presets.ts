import { type PresetName, presetRecipe, presets, type Recipe, recipeSchema } from '../engine/recipe/recipe';
import { finishedRun, type StudioState } from './state';

/** What presets leave alone. */
const ownChoices = ({ method, rate, layerRates, seed }: Recipe) => ({ method, rate, layerRates, seed });

export const withPreset = (recipe: Recipe, name: PresetName): Recipe => ({
  ...presetRecipe(name),
  ...ownChoices(recipe),
});

const textOf = (recipe: Recipe): string => JSON.stringify(recipeSchema.parse(recipe));

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
