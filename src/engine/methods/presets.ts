import type { LoggedRecipe } from '../recipe/common';
import { type PresetName, presets, type Recipe, recipeOf, recipeSchema } from './recipe';

/** What presets leave alone. */
const ownChoices = ({ method, target, rate, layerRates, byHand, seed }: Recipe) => ({
  method: method.id,
  target,
  rate,
  layerRates,
  byHand,
  seed,
});

/** Rates of single groups, and what is decided by hand, go where the streams change, and with them the groups. */
export function withPreset(recipe: Recipe, name: PresetName): Recipe {
  const next = recipeOf({ ...presets[name], ...ownChoices(recipe) });
  return next.streams === recipe.streams ? next : { ...next, layerRates: {}, byHand: {} };
}

const textOf = (recipe: LoggedRecipe): string => JSON.stringify(recipeSchema.safeParse(recipe).data ?? recipe);

export const isSameRecipe = (one: LoggedRecipe, other: LoggedRecipe): boolean => textOf(one) === textOf(other);

export const presetNames: readonly PresetName[] = Object.keys(presets).filter(
  (name): name is PresetName => name in presets,
);

/** The preset that a recipe is, if it is one. */
export function presetOf({ recipe }: { readonly recipe: LoggedRecipe }): PresetName | undefined {
  const { data } = recipeSchema.safeParse(recipe);
  return data && presetNames.find((name) => isSameRecipe(withPreset(data, name), data));
}
