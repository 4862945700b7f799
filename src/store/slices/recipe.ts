import { withPreset } from '../../engine/methods/presets';
import {
  choosesWidths,
  fieldsOf,
  presetRecipe,
  type Recipe,
  type RecipeValues,
  recipeOf,
  valuesOf,
} from '../../engine/methods/recipe';
import type { Slice } from './slice';
import type { RecipeSlice } from './types';

export const recipeSlice: Slice<RecipeSlice> = (set, get) => {
  /** What methods that were chosen before were told, should one of them be chosen again. */
  let remembered: RecipeValues = {};

  return {
    recipe: presetRecipe('quick'),
    unfit: {},

    takeRecipe: (recipe) => set({ recipe, unfit: stillShown(get(), recipe) }),
    setPreset: (preset) => get().takeRecipe(withPreset(get().recipe, preset)),
    setRecipe: (change) => {
      const others = change.streams === undefined ? {} : { layerRates: {} };
      const { id: _, ...options } = get().recipe.method;
      remembered = { ...remembered, ...options };
      get().takeRecipe(settled(recipeOf({ ...remembered, ...valuesOf(get().recipe), ...others, ...change })));
    },

    setUnfit: (field, misfit) => {
      const { [field]: _, ...others } = get().unfit;
      set({ unfit: misfit === undefined ? others : { ...others, [field]: misfit } });
    },
  };
};

/** A method that finds widths itself reaches no target. */
const settled = (recipe: Recipe): Recipe =>
  choosesWidths(recipe.method.id) ? { ...recipe, target: { kind: 'rate' } } : recipe;

/** The misfits that the form goes on to show: of fields that the next recipe has too, and with the same value. */
function stillShown({ recipe, unfit }: Pick<RecipeSlice, 'recipe' | 'unfit'>, next: Recipe): RecipeSlice['unfit'] {
  const before = new Map<string, unknown>(Object.entries(valuesOf(recipe)));
  const after = new Map<string, unknown>(Object.entries(valuesOf(next)));
  const names = ['target', ...fieldsOf(next.method.id).map(({ name }) => name)];
  const shown = names.filter((name) => before.get(name) === after.get(name));
  return Object.fromEntries(shown.flatMap((name) => (unfit[name] ? [[name, unfit[name]]] : [])));
}
