import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { prunableGroups } from '../channels/prunableGroups';
import { methods } from '../methods';
import { type RecipeValues, recipeOf } from '../methods/recipe';
import { cifarResnet } from '../models/resnet';
import { vgg } from '../models/vgg';
import { costOf } from '../network/cost';
import { predict } from '../network/execute';
import { cloneNetwork, disposeNetwork, weightOf } from '../network/network';
import { NetworkBuilder } from '../network/networkBuilder';
import { Random } from '../random';
import type { RunEvent } from '../run/events';
import { scopeOf } from '../run/scope';
import { colourDataset } from '../testing/fixtures';
import { expectClose } from '../testing/numbers';
import { buildRandom, stepNames } from '../testing/randomNetworks';
import { toyMethod } from '../testing/toyMethod';
import { evaluate } from '../train/evaluate';
import { prune } from './prune';

beforeAll(() => chooseBackend(['wasm']));

const dataset = colourDataset(3, 8, 60);
const network = () => vgg('tiny', { blocks: [[4, 6], [6]], classes: 3, inputShape: [8, 8, 3] }, new Random(2));
const recipe = (change: RecipeValues = {}) =>
  recipeOf({ samples: 30, losses: 1, batchSize: 20, learningRate: 0.005, fineTuningEpochs: 2, ...change });

async function run(change: RecipeValues = {}, open = network(), images = dataset) {
  const generator = prune(open, images, recipe(change));
  const events: RunEvent[] = [];
  let next = await generator.next();
  while (!next.done) {
    events.push(next.value);
    next = await generator.next();
  }
  disposeNetwork(open);
  return { events, pruned: next.value! };
}

const timeless = (events: RunEvent[]) =>
  JSON.parse(JSON.stringify(events, (key, value) => (/^(latency|seconds|secondsLeft)$/.test(key) ? 0 : value)));

describe.each(['upfront', 'stagewise'] as const)('a %s run', (schedule) => {
  test('prunes to the rate, tells it in order, and ends with as many tensors as it began with', async () => {
    const before = tf.memory().numTensors;
    const { events, pruned } = await run({ schedule });
    expect(weightOf(pruned, 'conv1', 'kernel').shape).toEqual([3, 3, 3, 2]);
    expect(weightOf(pruned, 'conv2', 'kernel').shape).toEqual([3, 3, 2, 3]);
    expect(weightOf(pruned, 'conv3', 'kernel').shape).toEqual([3, 3, 3, 3]);
    expect(weightOf(pruned, 'classes', 'kernel').shape).toEqual([3, 3]);
    const report = events.find((event) => event.type === 'finished')!.report;
    expect(report.pruned).toMatchObject(costOf(pruned));
    expect(report.layers.map(({ name, channels, kept }) => [name, channels, kept.length])).toEqual([
      ['conv2', 4, 2],
      ['conv3', 6, 3],
      ['classes', 6, 3],
    ]);
    expect(events[0]!.type).toBe('started');
    expect(events.at(-1)!.type).toBe('finished');
    const progress = events.flatMap((event) => (event.type === 'progress' ? [event.done / event.total] : []));
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.at(-1)).toBe(1);
    expect(JSON.parse(JSON.stringify(events))).toEqual(events);
    disposeNetwork(pruned);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('cancelled anywhere leaves nothing behind', async () => {
    const open = network();
    const before = tf.memory().numTensors;
    for (const pulls of [1, 3, 12, 24, 31]) {
      const generator = prune(open, dataset, recipe({ schedule }));
      for (let pull = 0; pull < pulls; pull++) await generator.next();
      await generator.return(undefined);
      expect(tf.memory().numTensors).toBe(before);
    }
    disposeNetwork(open);
  });
});

test('same seed, same events; another seed, other events', async () => {
  const first = await run();
  const again = await run();
  const other = await run({ seed: 2 });
  expect(timeless(again.events)).toEqual(timeless(first.events));
  expect(timeless(other.events)).not.toEqual(timeless(first.events));
});

test('accuracy on validation images is told before the last training and after each of its epochs', async () => {
  const open = network();
  const scope = scopeOf(open, dataset, recipe(), false, Number.POSITIVE_INFINITY);
  const baseline = await evaluate(open, scope.dataset, scope.watched);
  const { events, pruned } = await run({ fineTuningEpochs: 3 }, open);
  const told = events.flatMap((event) => (event.type === 'epoch' ? [event] : []));
  expect(told.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3]);
  for (const each of told)
    expect(each).toMatchObject({ phase: 'fine-tuning', images: scope.watched.labels.length, baseline });
  expect(told.at(-1)!.accuracy).toBe(await evaluate(pruned, scope.dataset, scope.watched));
  disposeNetwork(pruned);
});

test('a layer can have a rate of its own; one that cannot be pruned is refused by name', async () => {
  const { events } = await run({ layerRates: { conv3: 0 } });
  expect(events.find((event) => event.type === 'finished')!.report.layers[1]!.kept).toEqual([0, 1, 2, 3, 4, 5]);
  await expect(run({ layerRates: { conv1: 0.5 } })).rejects.toThrow(
    'layer "conv1" has a prune rate of its own but cannot be pruned',
  );
});

test('DCP-Adapt with a coarse epsilon keeps fewer channels than with a fine one', async () => {
  const kept = async (epsilon: number) =>
    (await run({ method: 'dcp-adapt', epsilon })).events
      .flatMap((event) => (event.type === 'selected' ? [event.kept.length] : []))
      .reduce((sum, count) => sum + count, 0);
  expect(await kept(0.9)).toBeLessThan(await kept(1e-6));
});

test('convolutions on the way to another output alone stay whole, and the rest is pruned', async () => {
  const built = new NetworkBuilder([8, 8, 3])
    .append('conv1', 'Conv2D', { filters: 4, kernel_size: 3, activation: 'relu' })
    .append('side1', 'Conv2D', { filters: 4, kernel_size: 3 })
    .append('side2', 'Conv2D', { filters: 4, kernel_size: 1 })
    .append('conv2', 'Conv2D', { filters: 6, kernel_size: 3, activation: 'relu' }, ['conv1'])
    .append('conv3', 'Conv2D', { filters: 6, kernel_size: 1, activation: 'relu' })
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: 3 })
    .build('two', new Random(3));
  const two = { ...built, otherOutputs: ['side2'] };
  for (const streams of ['locked', 'pruned'] as const) {
    const open = cloneNetwork(two);
    const { pruned } = await run({ streams, fineTuningEpochs: 1 }, open);
    expect(weightOf(pruned, 'side2', 'kernel').shape).toEqual([1, 1, 4, 4]);
    expect(weightOf(pruned, 'conv3', 'kernel').shape.slice(2)).toEqual([3, 3]);
    disposeNetwork(pruned);
  }
  disposeNetwork(built);
});

test('a run that memory has no place for is refused before it tells anything', async () => {
  const open = network();
  const toy = { ...recipe(), method: { id: 'toy', from: 0 } };
  const events = prune(open, dataset, toy, { methods: [toyMethod], budget: 2 ** 20 });
  await expect(events.next()).rejects.toThrow(/takes .* even with one image at a time/);
  disposeNetwork(open);
});

test('a method of one file runs once it is in the table, and pays for nothing that it does not ask for', async () => {
  const open = network();
  const weights = weightOf(open, 'conv2', 'kernel').clone();
  const tensors = tf.memory().numTensors;
  const toy = { ...recipe({ fineTuningEpochs: 0 }), method: { id: 'toy', from: 2 } };
  const generator = prune(open, dataset, toy, { methods: [...methods, toyMethod] });
  const events: RunEvent[] = [];
  let next = await generator.next();
  for (; !next.done; next = await generator.next()) events.push(next.value);
  expect(events[0]).toMatchObject({ type: 'started', recipe: { method: { id: 'toy', from: 2 } } });
  expect(events.flatMap((event) => (event.type === 'selected' ? [[event.layer, event.kept]] : []))).toEqual([
    ['conv2', [2, 3]],
    ['conv3', [2, 3, 4]],
    ['classes', [2, 3, 4]],
  ]);
  expect(events.flatMap((event) => (event.type === 'phase' ? [event.phase] : []))).not.toContain('auxiliary');
  const cut = weightOf(next.value!, 'conv2', 'kernel');
  expectClose(cut, tf.slice(weights, [0, 0, 2, 2], [3, 3, 2, 3]), 1e-9);
  disposeNetwork(next.value!);
  expect(tf.memory().numTensors).toBe(tensors + 1);
  disposeNetwork(open);
  await expect(prune(open, dataset, { ...toy, method: { id: 'none' } }).next()).rejects.toThrow('no method "none"');
});

describe('other networks', () => {
  const end = (chain: NetworkBuilder, activation: string, units = 3) =>
    chain.append('gap', 'GlobalAveragePooling2D').append('classes', 'Dense', { units, activation });
  const convolutions = () =>
    new NetworkBuilder([8, 8, 3])
      .append('conv1', 'Conv2D', { filters: 4, kernel_size: [3, 3], activation: 'relu' })
      .append('conv2', 'Conv2D', { filters: 6, kernel_size: [3, 3], activation: 'relu' });
  const networks: Record<string, () => NetworkBuilder> = {
    'a softmax in the last layer': () => end(convolutions(), 'softmax'),
    'sigmoid outputs': () => end(convolutions(), 'sigmoid'),
    'a 1x1 convolution at the end': () =>
      convolutions()
        .append('classes', 'Conv2D', { filters: 3, kernel_size: [1, 1] })
        .append('gap', 'GlobalAveragePooling2D')
        .append('softmax', 'Softmax'),
    'depthwise convolutions': () =>
      end(
        new NetworkBuilder([8, 8, 3]).convBatchNormRelu(1, 4).depthwiseBatchNormRelu('d', 2).convBatchNormRelu(2, 6),
        'linear',
      ),
    'dense layers behind a Flatten': () =>
      convolutions()
        .append('flat', 'Flatten')
        .append('hidden', 'Dense', { units: 8, activation: 'relu' })
        .append('classes', 'Dense', { units: 3 }),
    'a separable convolution': () =>
      end(
        new NetworkBuilder([8, 8, 3])
          .append('conv1', 'Conv2D', { filters: 4, kernel_size: [3, 3], activation: 'relu' })
          .append('conv2', 'SeparableConv2D', { filters: 6, kernel_size: [3, 3], depth_multiplier: 2 })
          .append('relu', 'ReLU'),
        'linear',
      ),
    'a transposed convolution': () =>
      end(
        new NetworkBuilder([8, 8, 3])
          .append('conv1', 'Conv2D', { filters: 4, kernel_size: [3, 3], strides: [2, 2], activation: 'relu' })
          .append('conv2', 'Conv2DTranspose', { filters: 6, kernel_size: [3, 3], strides: [2, 2], activation: 'relu' }),
        'linear',
      ),
    'a dilated convolution': () =>
      end(
        new NetworkBuilder([8, 8, 3])
          .append('conv1', 'Conv2D', { filters: 4, kernel_size: [3, 3], padding: 'same', activation: 'relu' })
          .append('conv2', 'Conv2D', { filters: 6, kernel_size: [3, 3], dilation_rate: [2, 2], activation: 'relu' }),
        'linear',
      ),
    'a convolution of a sequence': () =>
      new NetworkBuilder([8, 8, 3])
        .append('conv1', 'Conv2D', { filters: 4, kernel_size: [3, 3], activation: 'relu' })
        .append('rows', 'Reshape', { target_shape: [36, 4] })
        .append('conv2', 'Conv1D', { filters: 6, kernel_size: 3, strides: 2, activation: 'relu' })
        .append('gap', 'GlobalAveragePooling1D')
        .append('classes', 'Dense', { units: 3 }),
    'squeeze-and-excite': () =>
      end(
        new NetworkBuilder([8, 8, 3]).convBatchNormRelu(1, 4).squeezeExcite('a', 4, 2).convBatchNormRelu(2, 6),
        'linear',
      ),
  };

  test.each(Object.entries(networks))('%s: pruned by half, trained, nothing left behind', async (_, chain) => {
    const open = chain().build('other', new Random(4));
    const { layers } = open;
    const { events, pruned } = await run({ learningRate: 0.05, fineTuningEpochs: 12, distillation: 0 }, open);
    const report = events.find((event) => event.type === 'finished')!.report;
    expect(report.layers.find(({ name }) => name === 'conv2')).toMatchObject({
      channels: 4,
      kept: [expect.any(Number), expect.any(Number)],
    });
    expect(pruned.layers.map(({ name }) => name)).toEqual(layers.map(({ name }) => name));
    expect(report.pruned.accuracy).toBeGreaterThan(0.6);
  });

  test('a coupled stream is selected by the scores of all its readers added up', async () => {
    const open = cifarResnet('resnet', { blocks: 1, classes: 3, size: 8 }, new Random(4));
    const { events, pruned } = await run({ streams: 'pruned', losses: 0 }, open);
    const report = events.find((event) => event.type === 'finished')!.report;
    const stream = report.layers.find(({ name }) => name === 'stream:conv')!;
    expect([stream.channels, stream.kept.length]).toEqual([16, 8]);
    expect(weightOf(pruned, 'conv', 'kernel').shape).toEqual([3, 3, 3, 8]);
    expect(weightOf(pruned, 'conv1_1b', 'kernel').shape).toEqual([3, 3, 8, 8]);
    expect(weightOf(pruned, 'conv2_1s', 'kernel').shape.slice(2)).toEqual([8, expect.any(Number)]);
  });
});

test.each(stepNames)('a network with %s is pruned, its streams too', async (kind) => {
  const open = buildRandom({
    steps: [
      { kind: 'convRelu', width: 4 },
      { kind, width: 4 },
      { kind: 'conv', width: 4 },
    ],
    end: 'pooled',
    seed: 5,
  });
  const layers = prunableGroups(open, 'pruned').map(({ id }) => id);
  const images = colourDataset(4, 8, 40);
  const { events, pruned } = await run({ streams: 'pruned', fineTuningEpochs: 1 }, open, images);
  const report = events.find((event) => event.type === 'finished')!.report;
  expect(report.layers.map(({ name }) => name)).toEqual(layers);
  expect(report.pruned.params).toBeLessThan(report.baseline.params);
  expect(predict(pruned, tf.zeros([2, 8, 8, 3])).shape).toEqual([2, 4]);
  disposeNetwork(pruned);
});
