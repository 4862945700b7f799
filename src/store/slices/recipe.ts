import { presetRecipe, recipeSchema } from '../../engine/recipe/recipe';
import { withPreset } from '../presets';
import type { Slice } from './slice';
import type { RecipeSlice } from './types';

export const recipeSlice: Slice<RecipeSlice> = (set, get) => ({
  recipe: presetRecipe('quick'),
  unfit: {},

  setPreset: (preset) => set({ recipe: withPreset(get().recipe, preset), unfit: {} }),
  setRecipe: (change) => set({ recipe: recipeSchema.parse({ ...get().recipe, ...change }) }),

  setUnfit: (field, problem) => {
    const { [field]: _, ...others } = get().unfit;
    set({ unfit: problem === undefined ? others : { ...others, [field]: problem } });
  },
});
