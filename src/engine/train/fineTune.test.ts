import { beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { vgg } from '../models/vgg';
import { disposeNetwork } from '../network/network';
import { Random } from '../random';
import { colourDataset } from '../testing/fixtures';
import { fineTuning, fineTuningSteps } from './fineTune';

beforeAll(() => chooseBackend(['cpu']));

const network = () => vgg('tiny', { blocks: [[4, 4]], classes: 3, inputShape: [8, 8, 3] }, new Random(2));

test.each([
  [20, undefined, [8, 8]],
  [16, undefined, [8, 8]],
  [20, 19, [8, 8]],
  [7, undefined, [7]],
])('of %i images, %s an epoch, whole batches alone are trained on', async (count, fineTuningImages, sizes) => {
  const recipe = { batchSize: 8, learningRate: 0.01, ...(fineTuningImages === undefined ? {} : { fineTuningImages }) };
  const dataset = colourDataset(3, 8, count);
  const trained = network();
  const told: number[] = [];
  for await (const { step } of fineTuning({ network: trained, heads: [] }, dataset, recipe, 2, new Random(1)))
    told.push(step);
  disposeNetwork(trained);
  expect(told).toEqual([...Array(2 * sizes.length).keys()].map((step) => step + 1));
  expect(fineTuningSteps(dataset, recipe, 2)).toBe(told.length);
});
