import { expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { type RecipeValues, recipeOf } from '../methods/recipe';
import { vgg } from '../models/vgg';
import { Random } from '../random';
import { colourDataset } from '../testing/fixtures';
import { expectTime, secondsOf } from './expectTime';

await chooseBackend(['cpu']);

const network = vgg('tiny', { blocks: [[6, 6]], classes: 3, inputShape: [8, 8, 3] }, new Random(2));
const dataset = colourDataset(3, 8, 120);
const quick = { samples: 40, losses: 1, auxiliaryEpochs: 0, batchSize: 20, fineTuningEpochs: 2 };
const pace = { passes: 1e-9, steps: 2e-9 };
const asked = (values: RecipeValues) => expectTime(network, dataset, recipeOf({ ...quick, ...values }), pace);

test('seconds are the weighed units, each kind at the pace of passes or of steps, with a doubt', () => {
  const { low, high } = secondsOf({ evaluation: 3e9, 'fine-tuning': 10e9, selection: 6e9, latency: 5e9 }, pace);
  const seconds = 3 + 2 * 1.1 * 10 + 2 * 1.1 * 6 + 0.8 * 5;
  expect(low).toBeCloseTo(seconds / 1.2, 9);
  expect(high).toBeCloseTo(seconds * 1.5, 9);
});

test('every epoch takes as much more, networks of lower rates take longer, and so do several of a search', async () => {
  const [two, four, six] = await Promise.all(
    [2, 4, 6].map((fineTuningEpochs) => asked({ fineTuningEpochs, distillation: 0 })),
  );
  expect(six!.low - four!.low).toBeCloseTo(four!.low - two!.low, 9);
  expect(four!.low).toBeGreaterThan(two!.low);
  expect((await asked({ rate: 0.2 })).high).toBeGreaterThan((await asked({ rate: 0.8 })).high);
  const searched = await asked({ target: { kind: 'lose', points: 1 }, tries: 4 });
  expect(searched.low).toBeGreaterThan(2 * (await asked({})).low);
});

test('what keeps a run from beginning keeps its time from being told', async () => {
  await expect(asked({ target: { kind: 'params', most: 3 } })).rejects.toMatchObject({ code: 'target.params' });
});
