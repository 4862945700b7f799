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
import { noHistory, type RecipeHistory, RecipeSteps } from '../recipeHistory';
import { firstPreset } from '../recipeLink';
import type { Slice } from './slice';
import type { RecipeSlice } from './types';

export const recipeSlice: Slice<RecipeSlice> = (set, get, { now }) => {
  /** What methods that were chosen before were told, should one of them be chosen again. */
  let remembered: RecipeValues = {};
  const steps = new RecipeSteps();

  /** Sets a recipe from the history. */
  const goTo = (recipe: Recipe | undefined, history: RecipeHistory): void => {
    if (!recipe) return;
    steps.close();
    set({ recipe, history, unfit: stillShown(get(), recipe) });
  };

  return {
    recipe: presetRecipe(firstPreset),
    unfit: {},

    history: noHistory,

    takeRecipe: (recipe) => {
      const history = steps.after(get().history, get().recipe, recipe, now());
      set({ recipe, history, unfit: stillShown(get(), recipe) });
    },

    undo: () => {
      const { recipe, history } = get();
      const { past, future } = history;
      goTo(past.at(-1), { past: past.slice(0, -1), future: [...future, recipe] });
    },

    redo: () => {
      const { recipe, history } = get();
      const { past, future } = history;
      goTo(future.at(-1), { past: [...past, recipe], future: future.slice(0, -1) });
    },

    forgetHistory: () => {
      steps.close();
      set({ history: noHistory });
    },

    setPreset: (preset) => get().takeRecipe(withPreset(get().recipe, preset)),
    setRecipe: (change) => {
      const others = change.streams === undefined ? {} : { layerRates: {}, byHand: {} };
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
