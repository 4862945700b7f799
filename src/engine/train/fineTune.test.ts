import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { makeImages } from '../data/batches';
import type { Dataset } from '../data/dataset';
import { vgg } from '../models/vgg';
import { predict } from '../network/execute';
import { logitsNetwork } from '../network/logits';
import { disposeNetwork, replaceWeight, weightOf } from '../network/network';
import { Random } from '../random';
import { colourDataset } from '../testing/fixtures';
import { unsettle } from '../testing/networks';
import { fineTuning, fineTuningSteps, taughtSteps } from './fineTune';
import { buildHead, thetaDecay } from './heads';
import { Sgd } from './sgd';
import { Teacher } from './teacher';

beforeAll(() => chooseBackend(['cpu']));
afterEach(() => vi.restoreAllMocks());

const recipeOf = (change: Partial<Parameters<typeof fineTuning>[2]> = {}) => ({
  ...({ batchSize: 8, learningRate: 0.01, rateSchedule: 'cosine', distillation: 0.9, temperature: 4 } as const),
  ...change,
});

const network = () => vgg('tiny', { blocks: [[4, 4]], classes: 3, inputShape: [8, 8, 3] }, new Random(2));

test.each([
  [20, undefined, [8, 8]],
  [16, undefined, [8, 8]],
  [20, 19, [8, 8]],
  [7, undefined, [7]],
])('of %i images, %s an epoch, whole batches alone are trained on', async (count, fineTuningImages, sizes) => {
  const recipe = recipeOf(fineTuningImages === undefined ? {} : { fineTuningImages });
  const dataset = colourDataset(3, 8, count);
  const trained = network();
  const told: number[] = [];
  for await (const { step } of fineTuning({ network: trained, heads: [] }, dataset, recipe, 2, new Random(1)))
    told.push(step);
  disposeNetwork(trained);
  expect(told).toEqual([...Array(2 * sizes.length).keys()].map((step) => step + 1));
  expect(fineTuningSteps(dataset, recipe, 2)).toBe(told.length);
});

test('theta decays by a weight decay of its own', async () => {
  const trained = network();
  const head = buildHead(trained, 'conv1', new Random(1));
  replaceWeight(head.network, 'bn/beta', tf.fill([4], -1000));
  const before = [...weightOf(head.network, 'theta', 'kernel').dataSync()];
  const recipe = recipeOf({ batchSize: 16, learningRate: 1, rateSchedule: 'step' });
  const steps = fineTuning({ network: trained, heads: [head] }, colourDataset(3, 8, 16), recipe, 1, new Random(1));
  for await (const _ of steps);
  // F = 0, so that L_S has no gradient; Nesterov's first step is (1 + 0.9) of it, at a tenth of the rate at half the way.
  const after = [...weightOf(head.network, 'theta', 'kernel').dataSync()];
  for (const [index, value] of before.entries())
    expect(after[index]).toBeCloseTo(value * (1 - 0.1 * 1.9 * thetaDecay), 6);
  for (const owned of [trained, head.network]) disposeNetwork(owned);
});

test('Algorithm S1: each loss moves the network by an optimiser of its own, the auxiliary ones first', async () => {
  const trained = network();
  const heads = ['conv1', 'conv2'].map((at) => buildHead(trained, at, new Random(1)));
  const step = vi.spyOn(Sgd.prototype, 'step');
  for await (const _ of fineTuning({ network: trained, heads }, colourDataset(3, 8, 16), recipeOf(), 1, new Random(1)));
  const movers = step.mock.contexts.filter((_, call) => step.mock.calls[call]![0] === trained.weights);
  expect(movers).toHaveLength(6);
  expect(movers.slice(3)).toEqual(movers.slice(0, 3));
  expect(new Set(movers).size).toBe(3);
  const last = step.mock.calls.findLastIndex(([weights]) => weights === trained.weights);
  expect(step.mock.calls[last]![1].has('classes/kernel')).toBe(true);
  for (const { network } of [{ network: trained }, ...heads]) disposeNetwork(network);
});

test('the loss is told with every tenth step and with the last of an epoch', async () => {
  const trained = network();
  const told: number[] = [];
  const recipe = recipeOf({ batchSize: 2, fineTuningImages: 24 });
  for await (const { step, loss } of fineTuning(
    { network: trained, heads: [] },
    colourDataset(3, 8, 24),
    recipe,
    2,
    new Random(1),
  ))
    if (loss !== undefined) told.push(step);
  expect(told).toEqual([10, 12, 20, 24]);
  disposeNetwork(trained);
});

/** Weights after an epoch of learning by a teacher; nothing else is left behind. */
async function taught(of: Dataset, distillation: number) {
  const [trained, teacher] = [network(), unsettle(network(), 5)];
  const before = tf.memory().numTensors;
  const recipe = recipeOf({ distillation });
  for await (const _ of fineTuning({ network: trained, heads: [], teacher }, of, recipe, 1, new Random(1)));
  expect(tf.memory().numTensors).toBe(before);
  disposeNetwork(teacher);
  return trained;
}

const dataset = colourDataset(3, 8, 16);
const shuffled: Dataset = { ...dataset, train: { ...dataset.train, labels: dataset.train.labels.toReversed() } };

test('labels that the network itself predicted teach nothing beside the answers of a teacher', async () => {
  const kernel = async (of: Dataset, distillation: number) => {
    const trained = await taught(of, distillation);
    const values = [...trained.weights.get('classes/kernel')!.dataSync()];
    disposeNetwork(trained);
    return values;
  };
  expect(await kernel(dataset, 0.5)).not.toEqual(await kernel(shuffled, 0.5));
  const byAnswers = await kernel({ ...dataset, isPredicted: true }, 0.5);
  expect(await kernel({ ...shuffled, isPredicted: true }, 0.5)).toEqual(byAnswers);
  expect(await kernel(shuffled, 1)).toEqual(byAnswers);
});

test('three epochs show the same views of the same images, in another order each, and ask the teacher once', async () => {
  const [trained, opened] = [network(), network()];
  const shown: Array<[Uint32Array, Float32Array]> = [];
  const answer = vi.spyOn(Teacher.prototype, 'answer').mockImplementation(async (images, indices) => {
    shown.push([indices, images.dataSync<'float32'>()]);
    return tf.zeros([indices.length, 3]);
  });
  const isTaught: boolean[] = [];
  const recipe = recipeOf({ fineTuningImages: 16 });
  const many = colourDataset(3, 8, 40);
  const trainee = { network: trained, heads: [], teacher: opened, mirrors: true };
  for await (const step of fineTuning(trainee, many, recipe, 6, new Random(1))) isTaught.push(step.isTaught);
  answer.mockRestore();
  const views = [0, 1, 2, 3, 4, 5].map((epoch) => {
    const rows = shown
      .slice(2 * epoch, 2 * epoch + 2)
      .flatMap(([indices, pixels]) =>
        Array.from(indices, (index, row) => [index, [...pixels.subarray(192 * row, 192 * (row + 1))].join()] as const),
      );
    return { order: rows.map(([index]) => index), views: new Map(rows.toSorted(([a], [b]) => a - b)) };
  });
  expect(isTaught).toEqual([true, true, false, false, false, false, true, true, false, false, false, false]);
  for (const epoch of [1, 2, 4, 5]) {
    expect(views[epoch]!.views).toEqual(views[epoch - 1]!.views);
    expect(views[epoch]!.order).not.toEqual(views[epoch - 1]!.order);
  }
  expect(views[3]!.views).not.toEqual(views[2]!.views);
  expect(taughtSteps(many, { ...recipe, fineTuningEpochs: 6 })).toBe(isTaught.filter(Boolean).length);
  for (const each of [trained, opened]) disposeNetwork(each);
});

test('a network comes to answer as its teacher does', async () => {
  const distance = (one: ReturnType<typeof network>, other: ReturnType<typeof network>) => {
    const images = makeImages(dataset, dataset.train, [...Array(16).keys()]);
    const [a, b] = [one, other].map((each) => tf.softmax(predict(logitsNetwork(each), images)));
    return tf.sum(tf.square(tf.sub(a!, b!))).dataSync()[0]!;
  };
  const [trained, teacher] = [network(), network()];
  const recipe = recipeOf({ distillation: 1, learningRate: 0.05 });
  unsettle(trained, 3);
  const before = distance(trained, teacher);
  for await (const _ of fineTuning({ network: trained, heads: [], teacher }, dataset, recipe, 20, new Random(1)));
  expect(distance(trained, teacher)).toBeLessThan(before / 2);
});
