import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { vgg } from '../models/vgg';
import { disposeNetwork } from '../network/network';
import { Random } from '../random';
import { colourDataset } from '../testing/fixtures';
import { fineTuning, fineTuningSteps } from './fineTune';
import { buildHead } from './heads';
import { Sgd } from './sgd';

beforeAll(() => chooseBackend(['cpu']));
afterEach(() => vi.restoreAllMocks());

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

test('Algorithm S1: each loss moves the network by an optimiser of its own, the auxiliary ones first', async () => {
  const trained = network();
  const heads = ['conv1', 'conv2'].map((at) => buildHead(trained, at, new Random(1)));
  const step = vi.spyOn(Sgd.prototype, 'step');
  const recipe = { batchSize: 8, learningRate: 0.01 };
  for await (const _ of fineTuning({ network: trained, heads }, colourDataset(3, 8, 16), recipe, 1, new Random(1)));
  const movers = step.mock.contexts.filter((_, call) => step.mock.calls[call]![0] === trained.weights);
  expect(movers).toHaveLength(6);
  expect(movers.slice(3)).toEqual(movers.slice(0, 3));
  expect(new Set(movers).size).toBe(3);
  const last = step.mock.calls.findLastIndex(([weights]) => weights === trained.weights);
  expect(step.mock.calls[last]![1].has('classes/kernel')).toBe(true);
  for (const { network } of [{ network: trained }, ...heads]) disposeNetwork(network);
});
