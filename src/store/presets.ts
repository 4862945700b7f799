import { type PresetName, presets, type Recipe, recipeOf, recipeSchema } from '../engine/methods/recipe';
import type { StudioState } from './state';

/** What presets leave alone. */
const ownChoices = ({ method, rate, layerRates, seed }: Recipe) => ({ method: method.id, rate, layerRates, seed });

export const withPreset = (recipe: Recipe, name: PresetName): Recipe =>
  recipeOf({ ...presets[name], ...ownChoices(recipe) });

const textOf = (recipe: Recipe): string => JSON.stringify(recipeSchema.parse(recipe));

export const presetNames: readonly PresetName[] = Object.keys(presets).filter(
  (name): name is PresetName => name in presets,
);

/** The recipe has been changed since the last finished run. */
export const isRecipeChanged = ({ recipe, finished }: StudioState): boolean =>
  finished !== undefined && textOf(finished.recipe) !== textOf(recipe);

/** The preset that the recipe is, if it is one. */
export const presetOf = ({ recipe }: Pick<StudioState, 'recipe'>): PresetName | undefined =>
  presetNames.find((name) => textOf(withPreset(recipe, name)) === textOf(recipe));
