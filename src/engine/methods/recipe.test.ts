import { expect, test } from 'vitest';
import { commonFields } from '../recipe/common';
import { methods } from '.';
import {
  methodIds,
  type PresetName,
  presetRecipe,
  presets,
  readRecipe,
  recipeFields,
  recipeOf,
  recipeSchema,
  safeRecipeOf,
  valuesOf,
} from './recipe';

const presetNames = Object.keys(presets).filter((name): name is PresetName => name in presets);

test.each(presetNames)('%s is a whole recipe, and survives JSON', (name) => {
  const recipe = presetRecipe(name);
  expect(recipeSchema.parse(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe);
});

test.each(methodIds)('%s: a recipe goes by its values and comes back', (method) => {
  const recipe = recipeOf({ ...presets.quick, method, rate: 0.3 });
  expect(recipe.method.id).toBe(method);
  expect(recipeOf(valuesOf(recipe))).toEqual(recipe);
});

test('a recipe of version 1 opens, with the rates of its joined streams', () => {
  const { method, ...values } = valuesOf(presetRecipe('quick'));
  const layerRates = { conv2: 0.3, 'conv (coupled)': 0.4 };
  const { data } = readRecipe({ ...values, method, streams: 'pruned', epsilon: 0.01, score: 'slice', layerRates });
  expect(data).toMatchObject({ method: { id: 'dcp', samples: 512 }, layerRates: { conv2: 0.3, 'stream:conv': 0.4 } });
});

test('a recipe without a version was pruned and fine-tuned as all were then; one of this version says it itself', () => {
  const { version, rateSchedule, distillation, mirror, ...older } = presetRecipe('quick');
  const before = { rateSchedule: 'mild-step', distillation: 0, mirror: 'always', streams: 'convolutions' };
  expect(readRecipe(older).data).toEqual({ ...presetRecipe('quick'), ...before });
  expect(readRecipe({ method: 'dcp', rate: 0.3 }).data).toMatchObject({ rate: 0.3, ...before });
  expect(readRecipe({ ...older, version }).data).toEqual({ ...older, version, rateSchedule, distillation, mirror });
  expect(readRecipe({ ...older, version: version + 1 }).error?.issues[0]?.path).toEqual(['version']);
});

test('without a version the auxiliary training had the rate of fine-tuning, and a join one pass of SGD', () => {
  const { version: _, ...recipe } = presetRecipe('quick');
  if (recipe.method.id !== 'dcp') throw new Error('no DCP');
  const { auxiliaryRate: __, solver: ___, sgdSteps: ____, ...options } = recipe.method;
  const method = { ...options, samples: 256 };
  const flat = { method: 'dcp', auxiliaryEpochs: 1, samples: 256, batchSize: 64, learningRate: 0.07 };
  for (const older of [{ ...recipe, learningRate: 0.07, method }, flat])
    expect(readRecipe(older).data?.method).toMatchObject({ auxiliaryRate: 0.07, solver: 'sgd', sgdSteps: 4 });
});

test('a method gets the options that it has, and no others', () => {
  expect(recipeOf({ method: 'dcp-adapt', epsilon: 0.2 }).method).toMatchObject({ epsilon: 0.2 });
  expect(recipeOf({ method: 'dcp', epsilon: 0.2 }).method).not.toHaveProperty('epsilon');
  expect(recipeOf({ method: 'random', score: 'kernels' }).method).not.toHaveProperty('score');
});

test.each([
  { rate: 1 },
  { rate: -0.1 },
  { rate: Number.NaN },
  { layerRates: { conv2: 1.5 } },
  { samples: 1.5 },
  { method: 'unheard-of' },
  { method: 'constructor' },
  { seed: 2 ** 32 },
  { fineTuningEpochs: 1e9 },
  { lambda: 1e300 },
  { learningRate: 1e6 },
])('%o is no recipe', (change) => {
  expect(safeRecipeOf({ ...valuesOf(presetRecipe('quick')), ...change }).success).toBe(false);
});

const numbers = [...recipeFields.values()].flatMap(({ name, control, methods: [method] = methodIds }) =>
  control.kind === 'number' || control.kind === 'count' ? [{ name, method, ...control }] : [],
);

test.each(numbers)('$name may be $least to $most, and nothing less or more', ({ name, method, least, most }) => {
  const issuesOf = (value: unknown) => safeRecipeOf({ method, [name]: value }).error?.issues ?? [];
  for (const value of [least, most]) expect(issuesOf(value)).toEqual([]);
  for (const value of [least - 1, most + 1, Number.NaN, Number.POSITIVE_INFINITY, '1', null]) {
    const issues = issuesOf(value);
    expect(issues.map(({ path }) => path.at(-1))).toEqual([name]);
    expect(issues[0]?.message).toMatch(`number from ${least} to ${most}`);
  }
});

test('a name stands for one field: in two methods for the same, and in none for one that all have', () => {
  const fields = new Map<string, unknown>(Object.entries(commonFields));
  for (const { options } of methods)
    for (const [name, field] of Object.entries(options.shape)) {
      if (name === 'id') continue;
      expect(fields.get(name) ?? field).toBe(field);
      fields.set(name, field);
    }
});

test('every field of every method is in the table, with the standard value that a recipe has', () => {
  for (const { id, options } of methods)
    for (const name of Object.keys(options.shape)) {
      if (name === 'id') continue;
      const field = recipeFields.get(name);
      expect(field?.methods).toContain(id);
      expect(valuesOf(recipeOf({ method: id }))).toMatchObject(
        field?.control.standard === undefined ? {} : { [name]: field.control.standard },
      );
    }
});
