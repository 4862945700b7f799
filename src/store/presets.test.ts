import { expect, test } from 'vitest';
import { presetRecipe } from '../engine/recipe/recipe';
import { presetNames, presetOf, withPreset } from './presets';

test.each(presetNames)('%s is lit until something that it sets is changed', (name) => {
  const recipe = presetRecipe(name);
  expect(presetOf({ recipe })).toBe(name);
  expect(presetOf({ recipe: { ...recipe, rate: 0.3, seed: 9, method: 'random', layerRates: { conv2: 0.1 } } })).toBe(
    name,
  );
  expect(presetOf({ recipe: { ...recipe, fineTuningEpochs: 7 } })).toBeUndefined();
  expect(presetOf({ recipe: { ...recipe, lambda: 2 } })).toBeUndefined();
});

test('a preset leaves method, rates and seed alone', () => {
  const recipe = { ...presetRecipe('quick'), rate: 0.3, seed: 9, layerRates: { conv2: 0.1 } };
  expect(withPreset(recipe, 'paper')).toEqual({
    ...presetRecipe('paper'),
    rate: 0.3,
    seed: 9,
    layerRates: { conv2: 0.1 },
  });
});
