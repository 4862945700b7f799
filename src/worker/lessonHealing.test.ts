import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../engine/backend/chooseBackend';
import { Cancelled, proceed } from '../engine/checkpoint';
import { recipeOf } from '../engine/methods/recipe';
import { vgg } from '../engine/models/vgg';
import { disposeNetwork } from '../engine/network/network';
import { Random } from '../engine/random';
import { splitOf } from '../engine/run/scope';
import { colourDataset } from '../engine/testing/fixtures';
import { evaluate } from '../engine/train/evaluate';
import { fineTuning } from '../engine/train/fineTune';
import { heal } from './lessonHealing';

beforeAll(() => chooseBackend(['wasm']));

const dataset = colourDataset(3, 8, 400);
const network = () => vgg('v', { blocks: [[8, 8]], classes: 3, inputShape: [8, 8, 3] }, new Random(3));

test('what a network has learnt and lost by the cut comes back, measured on images that it was not trained on', async () => {
  const open = network();
  const recipe = recipeOf({ learningRate: 0.1, distillation: 0 });
  for await (const _ of fineTuning({ network: open, heads: [] }, dataset, recipe, 3, new Random(1)));
  const before = tf.memory().numTensors;
  const steps: number[] = [];
  const told = await heal(open, dataset, { images: 128, epochs: 2 }, ({ step }) => steps.push(step), proceed);
  expect(tf.memory().numTensors).toBe(before);
  expect(steps).toEqual([1, 2, 3, 4]);
  const { validation } = splitOf(dataset, { seed: 1 });
  expect(told.images).toBe(validation.labels.length);
  expect(told.whole.accuracy).toBeCloseTo(await evaluate(open, dataset, validation), 6);
  expect(told.healed.accuracy).toBeGreaterThanOrEqual(told.cut.accuracy);
  disposeNetwork(open);
});

test('it ends at the next batch once it is stopped, and leaves no tensor', async () => {
  const open = network();
  const before = tf.memory().numTensors;
  let isStopped = false;
  const stopped = heal(
    open,
    dataset,
    { images: 128, epochs: 2 },
    () => {
      isStopped = true;
    },
    async () => {
      if (isStopped) throw new Cancelled();
    },
  );
  await expect(stopped).rejects.toThrow(Cancelled);
  expect(tf.memory().numTensors).toBe(before);
  disposeNetwork(open);
});
