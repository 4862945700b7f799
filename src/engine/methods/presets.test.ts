import { expect, test } from 'vitest';
import { presetNames, presetOf, withPreset } from './presets';
import { presetRecipe, type Recipe, type RecipeValues, recipeOf, valuesOf } from './recipe';

test.each(presetNames)('%s is lit until something that it sets is changed', (name) => {
  const recipe = presetRecipe(name);
  const changed = (change: RecipeValues) => recipeOf({ ...valuesOf(recipe), ...change });
  expect(presetOf({ recipe })).toBe(name);
  expect(presetOf({ recipe: changed({ rate: 0.3, seed: 9, method: 'random', layerRates: { conv2: 0.1 } }) })).toBe(
    name,
  );
  expect(presetOf({ recipe: changed({ fineTuningEpochs: 7 }) })).toBeUndefined();
  expect(presetOf({ recipe: changed({ lambda: 2 }) })).toBeUndefined();
});

test('a preset leaves method, rates and seed alone', () => {
  const recipe = { ...presetRecipe('quick'), rate: 0.3, seed: 9, layerRates: { conv2: 0.1 } };
  expect(withPreset(recipe, 'balanced')).toEqual({
    ...presetRecipe('balanced'),
    rate: 0.3,
    seed: 9,
    layerRates: { conv2: 0.1 },
  });
});

test('a preset that takes the streams whole again leaves no rates of groups, which are others then', () => {
  const recipe: Recipe = { ...presetRecipe('quick'), streams: 'pruned', layerRates: { 'stream:add_1': 0.1 } };
  expect(withPreset(recipe, 'paper')).toEqual(presetRecipe('paper'));
});

test('a recipe of a method that this build does not know is no preset', () => {
  expect(presetOf({ recipe: { ...presetRecipe('quick'), method: { id: 'unheard-of' } } })).toBeUndefined();
});

test('the paper preset has the paper’s numbers for CIFAR-10', () => {
  const recipe = presetRecipe('paper');
  expect(recipe).toMatchObject({
    ...{ fineTuningEpochs: 400, batchSize: 128, learningRate: 0.1, rateSchedule: 'step', distillation: 0 },
    streams: 'convolutions',
    method: {
      ...{ id: 'dcp', lambda: 1, reconstructionWeight: 1, losses: 2, channelsPerStep: 1, score: 'slice' },
      ...{ schedule: 'stagewise', baselineOutputs: 'untouched' },
      // An epoch of 50,000 images in batches of 128.
      ...{ solver: 'sgd', sgdSteps: Math.ceil(50_000 / 128) },
    },
  });
  expect(recipe.fineTuningImages, 'all of them').toBeUndefined();
  expect(valuesOf(recipe).samples, 'all of them').toBeUndefined();
  const adapt = withPreset(recipeOf({ method: 'dcp-adapt' }), 'paper');
  expect(adapt.method).toMatchObject({ id: 'dcp-adapt', epsilon: 0.001 });
});
