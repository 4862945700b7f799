import { presetRecipe, type RecipeValues, recipeOf, valuesOf } from '../../engine/methods/recipe';
import { withPreset } from '../presets';
import type { Slice } from './slice';
import type { RecipeSlice } from './types';

export const recipeSlice: Slice<RecipeSlice> = (set, get) => {
  /** What methods that were chosen before were told, should one of them be chosen again. */
  let remembered: RecipeValues = {};

  return {
    recipe: presetRecipe('quick'),
    unfit: {},

    setPreset: (preset) => set({ recipe: withPreset(get().recipe, preset), unfit: {} }),
    setRecipe: (change) => {
      const others = change.streams === undefined ? {} : { layerRates: {} };
      const { id: _, ...options } = get().recipe.method;
      remembered = { ...remembered, ...options };
      set({ recipe: recipeOf({ ...remembered, ...valuesOf(get().recipe), ...others, ...change }) });
    },

    setUnfit: (field, misfit) => {
      const { [field]: _, ...others } = get().unfit;
      set({ unfit: misfit === undefined ? others : { ...others, [field]: misfit } });
    },
  };
};
