import { expect, test } from 'vitest';
import { presetRecipe, type Recipe, type RecipeValues, recipeOf, valuesOf } from '../../engine/methods/recipe';
import { eventVersion } from '../../engine/run/events';
import type { KeptRun } from './keptRun';
import { tellApart, titleOf } from './titles';

const kept = (id: string, change: RecipeValues = {}, more: Partial<KeptRun> = {}): KeptRun => {
  const recipe: Recipe = recipeOf({ ...valuesOf(presetRecipe('quick')), ...change });
  return {
    ...{ id, version: eventVersion, network: 'n', images: 'd', status: 'finished', began: 0, ran: 1, recipe },
    ...more,
  };
};

const told = (runs: readonly KeptRun[], known?: readonly string[]) => runs.map((run) => tellApart(run, runs, known));

test('runs of one title are told apart by the options in which they differ, numbers, choices and the method’s own', () => {
  const runs = [kept('a', { learningRate: 0.01, lambda: 1 }), kept('b', { learningRate: 0.001, lambda: 0.5 })];
  expect(told(runs)).toEqual([
    ['learning rate 0.01', 'λ 1'],
    ['learning rate 0.001', 'λ 0.5'],
  ]);
  expect(told([kept('a', { mirror: 'always' }), kept('b', { mirror: 'never' })])).toEqual([
    ['mirror images Always'],
    ['mirror images Never'],
  ]);
});

test('a target is told in words, and what is absent is all', () => {
  const lose = kept('b', { target: { kind: 'lose', points: 1 } });
  expect(told([kept('a'), lose])).toEqual([['a share of every layer'], ['points lost: at most 1']]);
  const time = (id: string, batch: 1 | 32) => kept(id, { target: { kind: 'latency', milliseconds: 5, batch } });
  expect(told([time('a', 1), time('b', 32)])).toEqual([['at most 5 ms for 1 image'], ['at most 5 ms for 32 images']]);
  expect(told([kept('a', { fineTuningImages: 500 }), kept('b', { fineTuningImages: undefined })])).toEqual([
    ['images an epoch 500'],
    ['images an epoch all'],
  ]);
});

test('nothing is told of runs alone with their title, equal ones, or of what stands beside it anyway', () => {
  expect(titleOf(kept('a'))).toBe('DCP 50%');
  expect(told([kept('a', { seed: 1 }), kept('b', { seed: 2, rate: 0.3 })])).toEqual([[], []]);
  expect(told([kept('a', { seed: 1 }), kept('b', { seed: 2 }, { network: 'other' })])).toEqual([[], []]);
  expect(told([kept('a', { seed: 1 }), kept('b', { seed: 2 }, { name: 'mine' })])).toEqual([[], []]);
  expect(told([kept('a'), kept('b')])).toEqual([[], []]);
  expect(told([kept('a', { seed: 1 }), kept('b', { seed: 2 })], ['seed'])).toEqual([[], []]);
});
