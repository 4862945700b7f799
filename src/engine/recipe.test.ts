import { expect, test } from 'vitest';
import { presetRecipe, presets, recipeSchema } from './recipe';

test('every preset is a whole recipe, and a recipe survives JSON', () => {
  for (const name of Object.keys(presets) as Array<keyof typeof presets>) {
    const recipe = presetRecipe(name);
    expect(recipeSchema.parse(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe);
  }
});

test.each([
  { rate: 1 },
  { rate: -0.1 },
  { rate: Number.NaN },
  { layerRates: { conv2: 1.5 } },
  { samples: 0 },
  { samples: 1.5 },
  { lambda: -1 },
  { epsilon: 0 },
  { losses: -1 },
  { method: 'thinet' },
  { channelsPerStep: 0 },
])('%o is no recipe', (change) => {
  expect(recipeSchema.safeParse({ ...presetRecipe('quick'), ...change }).success).toBe(false);
});
