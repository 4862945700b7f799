import { expect, test } from 'vitest';
import { presetRecipe, recipeOf, valuesOf } from '../engine/methods/recipe';
import { setupOf } from './setup';

const recipe = (samples: number) => recipeOf({ ...valuesOf(presetRecipe('quick')), samples });

test('channels are chosen by no more images than there are for training', () => {
  const dataset = { name: 'some', images: { train: 4500, validation: 500, test: 1000 } };
  expect(setupOf(recipe(5000), dataset).samples).toBe(4500);
  expect(setupOf(recipe(64), dataset).samples).toBe(64);
  expect(setupOf(recipe(5000), { name: 'some' }, 'quick')).toMatchObject({
    samples: 5000,
    preset: 'quick',
    epochs: 24,
  });
});
