import { expect, test } from 'vitest';
import { presetRecipe, presets, recipeRanges, recipeSchema } from './recipe';

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
  { samples: 1.5 },
  { method: 'thinet' },
  { method: 'constructor' },
  { seed: 2 ** 32 },
  { fineTuningEpochs: 1e9 },
  { lambda: 1e300 },
  { learningRate: 1e6 },
])('%o is no recipe', (change) => {
  expect(recipeSchema.safeParse({ ...presetRecipe('quick'), ...change }).success).toBe(false);
});

test.each(Object.entries(recipeRanges))('%s may be %j, and nothing less or more', (name, [least, most]) => {
  const issuesOf = (value: unknown) => recipeSchema.safeParse({ [name]: value }).error?.issues ?? [];
  for (const value of [least, most]) expect(issuesOf(value)).toEqual([]);
  for (const value of [least - 1, most + 1, Number.NaN, Number.POSITIVE_INFINITY, '1', null]) {
    const issues = issuesOf(value);
    expect(issues.map(({ path }) => path)).toEqual([[name]]);
    expect(issues[0]?.message).toMatch(`number from ${least} to ${most}`);
  }
});
