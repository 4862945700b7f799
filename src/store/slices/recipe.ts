import { presetRecipe, recipeOf, valuesOf } from '../../engine/methods/recipe';
import { withPreset } from '../presets';
import type { Slice } from './slice';
import type { RecipeSlice } from './types';

export const recipeSlice: Slice<RecipeSlice> = (set, get) => ({
  recipe: presetRecipe('quick'),
  unfit: {},

  setPreset: (preset) => set({ recipe: withPreset(get().recipe, preset), unfit: {} }),
  setRecipe: (change) => {
    const others = change.streams === undefined ? {} : { layerRates: {} };
    set({ recipe: recipeOf({ ...valuesOf(get().recipe), ...others, ...change }) });
  },

  setUnfit: (field, misfit) => {
    const { [field]: _, ...others } = get().unfit;
    set({ unfit: misfit === undefined ? others : { ...others, [field]: misfit } });
  },
});
