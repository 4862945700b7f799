import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { memoryBudget } from '../memory/budget';
import { recipeOf } from '../methods/recipe';
import { vgg } from '../models/vgg';
import { Random } from '../random';
import { colourDataset } from '../testing/fixtures';
import { measurePace } from './pace';

await chooseBackend(['cpu']);

const network = vgg('tiny', { blocks: [[6, 6]], classes: 3, inputShape: [8, 8, 3] }, new Random(2));
const dataset = colourDataset(3, 8, 120);
const quick = { samples: 40, losses: 1, auxiliaryEpochs: 0, batchSize: 20, fineTuningEpochs: 2 };

test.each([0, 0.9])(
  'a pace is measured with a teacher of weight %d, and leaves nothing behind',
  async (distillation) => {
    const before = tf.memory().numTensors;
    const weights = network.weights.get('conv1/kernel')!.dataSync().slice();
    const measured = await measurePace(network, dataset, recipeOf({ ...quick, distillation }), memoryBudget);
    expect(measured.passes).toBeGreaterThan(0);
    expect(measured.steps).toBeGreaterThan(0);
    expect(tf.memory().numTensors).toBe(before);
    expect(network.weights.get('conv1/kernel')!.dataSync()).toEqual(weights);
  },
);

test('whoever ends it while it measures has nothing left behind either', async () => {
  const before = tf.memory().numTensors;
  for (const last of [1, 3, 5]) {
    let passed = 0;
    const pass = async () => {
      if (++passed > last) throw new Error('enough');
    };
    await expect(measurePace(network, dataset, recipeOf(quick), memoryBudget, pass)).rejects.toThrow('enough');
    expect(tf.memory().numTensors).toBe(before);
  }
});
