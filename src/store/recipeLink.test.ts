import { expect, test } from 'vitest';
import { InputError } from '../engine/errors';
import { methodIds, presetRecipe, type RecipeValues, recipeOf } from '../engine/methods/recipe';
import { firstPreset, linkOfRecipe, recipeOfLink } from './recipeLink';

const first = presetRecipe(firstPreset);
const change = (values: RecipeValues) => recipeOf({ ...presetValues, ...values });
const { method: ownOptions, ...common } = first;
const { id: _, ...options } = ownOptions;
const presetValues: RecipeValues = { ...common, ...options };

test('the recipe that the page begins with needs no word', () => {
  expect(linkOfRecipe(first)).toBeUndefined();
});

test('a link says what is set otherwise, and nothing else', () => {
  expect(linkOfRecipe(change({ rate: 0.3, fineTuningEpochs: 1 }))).toBe('rate:0.3,fineTuningEpochs:1');
  expect(linkOfRecipe(change({ fineTuningImages: undefined }))).toBe('fineTuningImages:');
  expect(linkOfRecipe(change({ target: { kind: 'lose', points: 1.5 } }))).toBe('target/kind:lose,target/points:1.5');
  expect(linkOfRecipe(change({ layerRates: { conv2: 0.25, classes: 0 } }))).toBe(
    'layerRates/conv2:0.25,layerRates/classes:0',
  );
  expect(linkOfRecipe(change({ byHand: { conv2: { keep: [3], remove: [] } } }))).toBe('byHand/conv2/keep:.3');
  expect(linkOfRecipe(change({ byHand: { conv3: { keep: [1, 12], remove: [5] } } }))).toBe(
    'byHand/conv3/keep:.1.12,byHand/conv3/remove:.5',
  );
});

test.each([
  ...methodIds.map((method): RecipeValues => ({ method, rate: 0.35 })),
  { layerRates: { 'stream:a/b, c:d 50%.': 1 / 3, __proto__: 0.5 } },
  { byHand: { conv3: { keep: [0], remove: [] }, 'stream:x': { keep: [], remove: [3, 2] } } },
  { target: { kind: 'latency', milliseconds: 0.5, batch: 32 }, fineTuningImages: undefined, seed: 7 },
  { learningRate: 1e-7, mirror: 'never', streams: 'pruned' },
] as const satisfies RecipeValues[])('a recipe is read from its link as it was: %j', (values) => {
  const recipe = change(values);
  expect(recipeOfLink(linkOfRecipe(recipe) ?? '')).toEqual(recipe);
});

test.each([
  ['rate', 'link.damaged'],
  ['rate:0.3,', 'link.damaged'],
  ['rate:0.3:4', 'link.damaged'],
  ['layerRates/%E0%A4%A:0.3', 'link.damaged'],
  ['speed:3', 'link.unknown'],
  ['rate:2', 'link.field'],
  ['rate:much', 'link.field'],
  ['method:magic', 'link.field'],
  ['byHand/conv2/keep:.1.5,byHand/conv2:3', 'link.field'],
])('a recipe that cannot be is refused: %s', (text, code) => {
  expect(() => recipeOfLink(text)).toThrow(InputError);
  expect(() => recipeOfLink(text)).toThrow(expect.objectContaining({ code }));
});
