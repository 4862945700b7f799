import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { proceed } from '../checkpoint';
import { layerProblem } from '../layerwise/layerProblem';
import { SelectionSamples } from '../layerwise/samples';
import { solverOf } from '../layerwise/solvers';
import { selectChannels } from '../methods/dcp/algorithm2';
import { vgg } from '../models/vgg';
import { Random } from '../random';
import { colourDataset } from '../testing/fixtures';
import { harbourChannels, harbourImages } from './harbourImages';
import { harbourNetwork } from './harbourNetwork';
import { LessonLayer } from './lessonLayer';

beforeAll(() => chooseBackend(['wasm']));

const named = (order: readonly number[]) => order.map((channel) => harbourChannels[channel]);

test('nothing by hand is Algorithm 2: the same channels, scores and losses', async () => {
  const network = vgg('v', { blocks: [[6, 4]], classes: 3, inputShape: [8, 8, 3] }, new Random(3));
  const dataset = colourDataset(3, 8, 120);
  const options = { solver: 'newton', sgdSteps: 1, reconstructionWeight: 1, lambda: 1 } as const;
  const layer = new LessonLayer(network, dataset, 'conv2');
  const selection = await layer.select({ lambda: 1, byHand: [], count: 4 }, proceed);
  const byHand = await layer.select({ lambda: 1, byHand: selection.order.toReversed(), count: 4 }, proceed);
  expect(byHand.order).toEqual(selection.order.toReversed());
  expect(byHand.losses.reconstruction).toBeCloseTo(selection.losses.reconstruction, 3);

  const samples = new SelectionSamples(dataset, layer.indices, 64);
  const problem = await layerProblem('conv2', { pruned: network, baseline: network, head: undefined, samples });
  const solver = await solverOf(problem, options, proceed);
  const steps = selectChannels([{ solver, channels: [0, 1, 2, 3, 4, 5] }], {
    ...{ count: 4, channelsPerStep: 1, score: 'slice', choose: 'largest', random: new Random(1) },
  });
  for (const expected of selection.steps) {
    const { value } = await steps.next();
    expect(value).toMatchObject({ chosen: expected.chosen, joint: expected.losses.joint, scores: expected.scores });
  }
});

test('by L1 the channels whose filters weigh most, by lot as many; both are refitted as channels by hand are', async () => {
  const network = vgg('v', { blocks: [[6, 4]], classes: 3, inputShape: [8, 8, 3] }, new Random(3));
  const sums = [0, 0, 0, 0, 0, 0];
  const filters = await network.weights.get('conv1/kernel')!.data();
  filters.forEach((weight, at) => {
    sums[at % 6]! += Math.abs(weight);
  });
  const heaviest = [...sums.keys()].sort((a, b) => sums[b]! - sums[a]!).slice(0, 3);
  const layer = new LessonLayer(network, colourDataset(3, 8, 120), 'conv2');
  const ask = { lambda: 1, byHand: [], count: 3 } as const;
  const byL1 = await layer.select({ ...ask, rule: { method: 'l1' } }, proceed);
  expect(byL1.order.toSorted()).toEqual(heaviest.toSorted());
  const byHand = await layer.select({ ...ask, byHand: heaviest }, proceed);
  expect(byL1.losses.joint).toBeCloseTo(byHand.losses.joint, 3);
  const draws = [1, 2, 3, 4].map((seed) => layer.select({ ...ask, rule: { method: 'random', seed } }, proceed));
  const orders = (await Promise.all(draws)).map(({ order }) => order);
  for (const order of orders) expect(new Set(order).size).toBe(3);
  expect(new Set(orders.map(String)).size).toBeGreaterThan(1);
  layer.dispose();
});

test('selecting leaves no tensor behind', async () => {
  const before = tf.memory().numTensors;
  const layer = new LessonLayer(harbourNetwork(), harbourImages(), 'layer');
  const whole = tf.memory().numTensors;
  await layer.select({ lambda: 1, byHand: [2], count: 3 }, proceed);
  expect(tf.memory().numTensors).toBe(whole);
  layer.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test('in the harbour reconstruction alone keeps the background; the joint loss keeps what tells boats from cars', async () => {
  const layer = new LessonLayer(harbourNetwork(), harbourImages(), 'layer');
  const alone = await layer.select({ lambda: 0, byHand: [], count: 2 }, proceed);
  const joint = await layer.select({ lambda: 1, byHand: [], count: 2 }, proceed);
  expect(named(alone.order).toSorted()).toEqual(['clouds', 'waves']);
  expect(alone.losses.discrimination).toBeCloseTo(Math.log(2), 3);
  expect(named(joint.order).toSorted()).toEqual(['sail', 'wheels']);
  expect(joint.losses.discrimination).toBeLessThan(0.2);
  expect(joint.losses.reconstruction).toBeGreaterThan(alone.losses.reconstruction);
  layer.dispose();
});

test('L_M of the constructed layer, in closed form: half the mean square of what the channels left out hold', async () => {
  const { train, shape } = harbourImages();
  const layer = new LessonLayer(harbourNetwork(), harbourImages(), 'layer');
  const { steps } = await layer.select({ lambda: 0, byHand: [], count: 1 }, proceed);
  const squares = train.images.reduce((sum, byte) => sum + (4 * (byte - 128)) ** 2 / 255 ** 2, 0);
  expect(steps[0]!.losses.reconstruction).toBeCloseTo(squares / (2 * 64 * shape[0] * shape[1] * shape[2]), 4);
  layer.dispose();
});
