import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { chooseBackend } from '../../backend/chooseBackend';
import { prunableGroups } from '../../channels/prunableGroups';
import { makeBatch } from '../../data/batches';
import { InputError } from '../../errors';
import { predict } from '../../network/execute';
import { disposeNetwork, type Network, replaceWeight, weightOf } from '../../network/network';
import { NetworkBuilder } from '../../network/networkBuilder';
import { prune } from '../../prune/prune';
import { Random } from '../../random';
import type { RunEvent } from '../../run/events';
import { groupOf } from '../../testing/contributions';
import { colourDataset } from '../../testing/fixtures';
import { expectClose } from '../../testing/numbers';
import { Sgd } from '../../train/sgd';
import { trainStep } from '../../train/trainStep';
import { type RecipeValues, recipeOf } from '../recipe';
import { absoluteScales, scalesOf } from './scales';
import { countsByThreshold } from './threshold';

beforeAll(() => chooseBackend(['wasm']));

const dataset = colourDataset(3, 8, 60);

/** Two convolutions with batch norms whose scales are given, and the classes. */
function scaled(first: readonly number[], second: readonly number[]): Network {
  const network = new NetworkBuilder([8, 8, 3])
    .convBatchNormRelu(1, first.length)
    .convBatchNormRelu(2, second.length)
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: 3 })
    .build('scaled', new Random(4));
  replaceWeight(network, 'bn1/gamma', tf.tensor1d([...first]));
  replaceWeight(network, 'bn2/gamma', tf.tensor1d([...second]));
  return network;
}

async function slimmed(network: Network, values: RecipeValues) {
  const recipe = recipeOf({ method: 'slimming', sparseEpochs: 0, fineTuningEpochs: 0, batchSize: 20, ...values });
  const before = tf.memory().numTensors;
  const run = prune(network, dataset, recipe);
  const events: RunEvent[] = [];
  let next = await run.next();
  for (; !next.done; next = await run.next()) events.push(next.value);
  disposeNetwork(next.value!);
  expect(tf.memory().numTensors).toBe(before);
  const kept = events.flatMap((event) => (event.type === 'selected' ? [[event.layer, event.kept] as const] : []));
  return { events, kept: Object.fromEntries(kept) };
}

const [first, second] = [
  [0.5, -0.9, 0.1, 0.02],
  [0.3, 0.4, 0.01, -0.05, 0.6],
] as const;

test('the largest absolute scales of every group stay, as many as the rate says', async () => {
  const network = scaled(first, second);
  expect((await slimmed(network, { rate: 0.5 })).kept).toEqual({ conv2: [0, 1], classes: [0, 1, 4] });
  disposeNetwork(network);
});

test.each([
  ['least-squares', 'group'],
  ['least-squares', 'network'],
  ['none', 'group'],
] as const)(
  'a channel that is a multiple of another goes; refit: %s, a threshold for each %s',
  async (sparseRefit, threshold) => {
    const network = scaled([0.5, -0.9, 0.6, 0.4], [1, 1, 1, 1, 1]);
    const kernel = weightOf(network, 'conv1', 'kernel');
    const [twin, others] = [
      tf.slice(kernel, [0, 0, 0, 0], [-1, -1, -1, 1]),
      tf.slice(kernel, [0, 0, 0, 0], [-1, -1, -1, 3]),
    ];
    replaceWeight(network, 'conv1/kernel', tf.concat([others, twin], 3));
    tf.dispose([twin, others]);
    const values = { sparseRefit, threshold, samples: 60, batchSize: 20, layerRates: { conv2: 0.25 }, rate: 0 };
    const run = prune(
      network,
      dataset,
      recipeOf({ method: 'slimming', sparseEpochs: 0, fineTuningEpochs: 0, ...values }),
    );
    let next = await run.next();
    while (!next.done) next = await run.next();
    const { images } = makeBatch(dataset, dataset.test, [0, 1, 2, 3]);
    const [whole, pruned] = [predict(network, images), predict(next.value!, images)];
    if (sparseRefit === 'least-squares') expectClose(pruned, whole, 1e-2);
    else expect(() => expectClose(pruned, whole, 1e-2)).toThrow();
    disposeNetwork(next.value!);
    disposeNetwork(network);
  },
);

test('one threshold over the network keeps as many in all, wherever they are', async () => {
  const network = scaled(first, second);
  // 2 of 4 and 3 of 5 are 5 in all: the five largest of both.
  expect((await slimmed(network, { rate: 0.5, threshold: 'network' })).kept).toEqual({
    conv2: [0, 1],
    classes: [0, 1, 4],
  });
  replaceWeight(network, 'bn1/gamma', tf.tensor1d([0.5, -0.9, 0.35, 0.31]));
  expect((await slimmed(network, { rate: 0.5, threshold: 'network' })).kept).toEqual({
    conv2: [0, 1, 2],
    classes: [1, 4],
  });
  disposeNetwork(network);
});

test('no layer vanishes: each keeps a tenth, for which the others make room', () => {
  const network = scaled(Array(20).fill(0.001), Array(20).fill(1));
  const [one, two] = prunableGroups(network);
  const scored = [
    { id: 'one', group: one!.group, scores: Array<number>(20).fill(0.001), count: 10 },
    { id: 'two', group: two!.group, scores: Array<number>(20).fill(1), count: 10 },
  ];
  expect([...countsByThreshold(scored)]).toEqual([
    ['one', 2],
    ['two', 18],
  ]);
  disposeNetwork(network);
});

test('of a group with blocks the next of each stay together, by the mean of their scores', () => {
  const inBlocks = groupOf(6, undefined, [
    [0, 1, 2],
    [3, 4, 5],
  ]);
  const scored = [
    // In rounds 0.85, 0.45, 0.2: the first stays, the second comes before 0.4.
    { id: 'blocks', group: inBlocks.group, scores: [0.9, 0.1, 0.6, 0.3, 0.8, 0.3], count: 4 },
    { id: 'plain', group: groupOf(4).group, scores: [0.5, 0.4, 0.3, 0.2], count: 2 },
  ];
  expect([...countsByThreshold(scored)]).toEqual([
    ['blocks', 4],
    ['plain', 2],
  ]);
  expect([...countsByThreshold(scored.map((one) => ({ ...one, count: 3 })))]).toEqual([
    ['blocks', 4],
    ['plain', 2],
  ]);
  const narrow = scored.map((one, index) => ({ ...one, count: index === 0 ? 3 : 1 }));
  expect([...countsByThreshold(narrow)]).toEqual([
    ['blocks', 2],
    ['plain', 2],
  ]);
});

test('a channel that several batch norms scale has the mean of their absolute scales', async () => {
  const network = new NetworkBuilder([8, 8, 3])
    .convBatchNormRelu(1, 2)
    .depthwiseBatchNormRelu('d', 1)
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: 3 })
    .build('depthwise', new Random(4));
  replaceWeight(network, 'bn1/gamma', tf.tensor1d([1, -2]));
  replaceWeight(network, 'bnd/gamma', tf.tensor1d([0.5, 3]));
  const [group] = prunableGroups(network);
  const scales = scalesOf(network, [group!]).get(group!.id)!;
  expect(await absoluteScales(network, scales, 2)).toEqual([0.75, 2.5]);
  disposeNetwork(network);
});

test('a group without scales cannot be slimmed, which is said by name; at rate 0 it may stay', async () => {
  const network = new NetworkBuilder([8, 8, 3])
    .append('a', 'Conv2D', { filters: 4, kernel_size: [1, 1], activation: 'relu' })
    .append('b', 'Conv2D', { filters: 4, kernel_size: [1, 1] })
    .append('bn', 'BatchNormalization')
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: 3 })
    .build('bare', new Random(4));
  await expect(slimmed(network, { rate: 0.5 })).rejects.toThrow(new InputError('slimming.scales', { layers: 'b' }));
  const { kept } = await slimmed(network, { rate: 0.5, layerRates: { b: 0 } });
  expect(Object.keys(kept)).toEqual(['classes']);
  disposeNetwork(network);
});

test('one threshold keeps to no widths that a target has found', async () => {
  const network = scaled(first, second);
  const target = { kind: 'params', most: 200 } as const;
  await expect(slimmed(network, { target, threshold: 'network' })).rejects.toThrow(new InputError('slimming.target'));
  expect((await slimmed(network, { target })).events.at(-1)?.type).toBe('finished');
  disposeNetwork(network);
});

describe('the penalty', () => {
  /** The scales after a step of plain SGD at rate 0.1. */
  function stepped(strength: number): number[] {
    const network = scaled(first, second);
    const batch = makeBatch(dataset, dataset.train, [...Array(20).keys()]);
    const sgd = new Sgd({ momentum: 0, weightDecay: 0 });
    const sparsity = { keys: new Set(['bn1/gamma']), strength };
    trainStep({ network, sgd, sparsity }, batch, 0.1, new Random(1)).dispose();
    const scales = ['bn1', 'bn2'].flatMap((layer) => [...weightOf(network, layer, 'gamma').dataSync()]);
    sgd.dispose();
    tf.dispose([batch.images, batch.labels]);
    disposeNetwork(network);
    return scales;
  }

  test('draws scales to zero by the rate times its strength, and leaves others alone', () => {
    const [plain, penalised] = [stepped(0), stepped(0.5)];
    const signs = [1, -1, 1, 1, 0, 0, 0, 0, 0];
    for (const [at, sign] of signs.entries()) expect(penalised[at]).toBeCloseTo(plain[at]! - 0.05 * sign, 6);
  });

  test('is in the training before the selection, whose harm is told', async () => {
    const network = scaled(first, second);
    const { events } = await slimmed(network, { rate: 0.5, sparseEpochs: 2, sparsity: 0.1 });
    expect(events).toContainEqual({ type: 'phase', phase: 'auxiliary', what: 'scales' });
    expect(events.some(({ type }) => type === 'tuned')).toBe(true);
    expect([...weightOf(network, 'bn1', 'gamma').dataSync()]).toEqual([...Float32Array.from(first)]);
    disposeNetwork(network);
  });
});

test('a channel that tells the classes nothing loses its scale to the penalty, though it was the largest', async () => {
  const network = scaled([0.5, 0.5, 0.5, 0.6], [0.5, 0.5, 0.5]);
  // Channel 3 is never above zero.
  replaceWeight(network, 'bn1/beta', tf.tensor1d([0, 0, 0, -100]));
  const values = { rate: 0.25, layerRates: { classes: 0 }, sparsity: 0.02 };
  expect((await slimmed(network, { ...values, sparseEpochs: 0 })).kept.conv2).toContain(3);
  expect((await slimmed(network, { ...values, sparseEpochs: 30, sparseRate: 0.1 })).kept.conv2).toEqual([0, 1, 2]);
  disposeNetwork(network);
});
