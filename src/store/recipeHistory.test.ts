import { expect, test } from 'vitest';
import { recipeOf } from '../engine/methods/recipe';
import { noHistory, RecipeSteps } from './recipeHistory';

const [first, second, third] = [0.3, 0.4, 0.5].map((rate) => recipeOf({ rate }));

test('changes of one field in quick succession are one step, later ones another', () => {
  const steps = new RecipeSteps();
  const once = steps.after(noHistory, first!, second!, 0);
  expect(once.past).toEqual([first]);
  expect(steps.after(once, second!, third!, 500).past).toEqual([first]);
  expect(steps.after(once, second!, third!, 1500).past).toEqual([first, second]);
});

test('changes of other fields are steps of their own, and what changes nothing is none', () => {
  const steps = new RecipeSteps();
  const once = steps.after(noHistory, first!, second!, 0);
  const seeded = { ...second!, seed: 9 };
  expect(steps.after(once, second!, seeded, 10).past).toEqual([first, second]);
  expect(steps.after(once, second!, { ...second! }, 20)).toBe(once);
});

test('rates of two layers are steps of their own, however soon one comes after the other', () => {
  const steps = new RecipeSteps();
  const one = recipeOf({ layerRates: { conv2: 0.5 } });
  const both = recipeOf({ layerRates: { conv2: 0.5, conv3: 0.2 } });
  const once = steps.after(noHistory, recipeOf({}), one, 0);
  expect(steps.after(once, one, both, 10).past).toHaveLength(2);
});

test('what is decided of two channels are steps of their own; turns of one are one', () => {
  const steps = new RecipeSteps();
  const [nothing, kept, removed, both] = [
    recipeOf({}),
    recipeOf({ byHand: { conv2: { keep: [1], remove: [] } } }),
    recipeOf({ byHand: { conv2: { keep: [], remove: [1] } } }),
    recipeOf({ byHand: { conv2: { keep: [4], remove: [1] } } }),
  ];
  const once = steps.after(noHistory, nothing, kept, 0);
  const twice = steps.after(once, kept, removed, 10);
  expect(twice.past).toEqual([nothing]);
  expect(steps.after(twice, removed, both, 20).past).toEqual([nothing, removed]);
  const anew = new RecipeSteps();
  const begun = anew.after(noHistory, nothing, kept, 0);
  expect(anew.after(begun, kept, nothing, 10), 'what comes to nothing is no step').toEqual(noHistory);
});

test('what is set anew leaves nothing to redo', () => {
  const steps = new RecipeSteps();
  expect(steps.after({ past: [], future: [third!] }, first!, second!, 0).future).toEqual([]);
});
