import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { type Dataset, takeImages } from '../data/dataset';
import { InputError } from '../errors';
import { bindImages } from '../intake/bindImages';
import { datasetSource, loadFor } from '../intake/sourceImages';
import { type RecipeValues, recipeOf } from '../methods/recipe';
import { vgg } from '../models/vgg';
import { disposeNetwork, type Network, replaceWeight, weightOf } from '../network/network';
import { NetworkBuilder } from '../network/networkBuilder';
import { Random } from '../random';
import type { Report, RunEvent } from '../run/events';
import { colourDataset } from '../testing/fixtures';
import { Diverged } from '../train/finite';
import { prune } from './prune';

beforeAll(() => chooseBackend(['wasm']));

const dataset = colourDataset(3, 8, 40);
const build = () => vgg('tiny', { blocks: [[4, 6], [6]], classes: 3, inputShape: [8, 8, 3] }, new Random(2));
const small: RecipeValues = {
  ...{ samples: 20, losses: 1, batchSize: 10, auxiliaryEpochs: 1, fineTuningEpochs: 1 },
};

const valuesOf = ({ weights }: Network) => new Map([...weights].map(([key, tensor]) => [key, [...tensor.dataSync()]]));

interface Ran {
  events: RunEvent[];
  report: Report;
  /** Of the pruned network. */
  values: Map<string, number[]>;
}

/** A whole run. Whatever comes of it, the network is as it was, no tensor is left, and every figure is finite. */
async function run(
  { learningRate = 0.05, ...change }: RecipeValues,
  images: Dataset = dataset,
  open: Network = build(),
): Promise<Ran> {
  const before = valuesOf(open);
  const tensors = tf.memory().numTensors;
  const events: RunEvent[] = [];
  let values = new Map<string, number[]>();
  try {
    const generator = prune(open, images, { ...recipeOf({ ...small, ...change }), learningRate });
    let next = await generator.next();
    for (; !next.done; next = await generator.next()) events.push(next.value);
    values = valuesOf(next.value!);
    disposeNetwork(next.value!);
  } finally {
    expect(tf.memory().numTensors).toBe(tensors);
    expect(valuesOf(open)).toEqual(before);
    disposeNetwork(open);
  }
  expect([...values.values()].flat().every(Number.isFinite)).toBe(true);
  expect(JSON.parse(JSON.stringify(events))).toEqual(events);
  const last = events.at(-1);
  if (last?.type !== 'finished') throw new Error('the run has not finished');
  return { events, report: last.report, values };
}

const phasesOf = (events: RunEvent[]) =>
  new Set(events.flatMap((event) => (event.type === 'phase' ? [event.phase] : [])));
const keptOf = ({ layers }: Report) => layers.map(({ kept }) => kept.length);

/** The data set with some of its images alone. */
function some(train: readonly number[], tested: readonly number[], whole = dataset): Dataset {
  return { ...whole, train: takeImages(whole.train, train), test: takeImages(whole.test, tested) };
}
const upTo = (count: number) => [...Array(count).keys()];

describe('rates', () => {
  test.each(['upfront', 'stagewise'] as const)(
    '0, %s: the network comes back as it was, untrained',
    async (schedule) => {
      const open = build();
      const before = valuesOf(open);
      const { events, report, values } = await run({ rate: 0, schedule }, dataset, open);
      expect(values).toEqual(before);
      expect(keptOf(report)).toEqual([4, 6, 6]);
      expect(phasesOf(events)).toEqual(new Set(['baseline', 'evaluation']));
      const { gap, ...pruned } = report.pruned;
      expect(pruned).toEqual(report.baseline);
      expect(gap).toMatchObject({ gap: 0, baselineOnly: 0, prunedOnly: 0 });
    },
  );

  test('0 of one layer: its channels are not even scored', async () => {
    const { events, report } = await run({ layerRates: { conv2: 0 } });
    expect(keptOf(report)).toEqual([4, 3, 3]);
    expect(new Set(events.flatMap((event) => (event.type === 'selection' ? [event.layer] : [])))).toEqual(
      new Set(['conv3', 'classes']),
    );
  });

  test('almost 1: every layer keeps a channel', async () => {
    expect(keptOf((await run({ rate: 0.999 })).report)).toEqual([1, 1, 1]);
  });

  test('a layer may be called like what every object has', async () => {
    const open = new NetworkBuilder([8, 8, 3])
      .append('constructor', 'Conv2D', { filters: 4, kernel_size: [3, 3], activation: 'relu' })
      .append('toString', 'Conv2D', { filters: 4, kernel_size: [3, 3], activation: 'relu' })
      .append('gap', 'GlobalAveragePooling2D')
      .append('classes', 'Dense', { units: 3 })
      .build('named', new Random(1));
    const { report } = await run({}, dataset, open);
    expect(report.layers.map(({ name, kept }) => [name, kept.length])).toEqual([
      ['toString', 2],
      ['classes', 2],
    ]);
  });
});

describe('images', () => {
  const cases: Record<string, [images: Dataset, change: RecipeValues]> = {
    'one class of three': [some([0, 3, 6, 9, 12, 15], [0, 3]), {}],
    'a class without images': [some([0, 1, 3, 4, 6, 7, 9, 10], [0, 1, 3, 4]), {}],
    'fewer than a batch': [some(upTo(7), upTo(4)), { batchSize: 64 }],
    'fewer than samples': [some(upTo(7), upTo(4)), { samples: 5000 }],
    'one to train on, one to test with': [some([0], [1]), {}],
    'three to test with': [some(upTo(40), upTo(3)), {}],
    'one sample': [dataset, { samples: 1 }],
    'batches of one': [some(upTo(6), upTo(3)), { batchSize: 1, samples: 3 }],
    'more fine-tuned on than there are': [dataset, { fineTuningImages: 1_000_000 }],
  };
  test.each(Object.entries(cases))('%s', async (_, [images, change]) => {
    const { report } = await run(change, images);
    expect(keptOf(report)).toEqual([2, 3, 3]);
    expect(report.pruned.images).toBe(images.test.labels.length);
    expect(report.pruned.accuracy * report.pruned.images).toBeCloseTo(
      Math.round(report.pruned.accuracy * report.pruned.images),
      4,
    );
  });

  test.each(['train', 'test'] as const)('none to %s with are refused', async (part) => {
    const none = { ...dataset, [part]: takeImages(dataset[part], []) };
    await expect(run({}, none)).rejects.toThrow(/has no images to/);
    await expect(run({}, none)).rejects.toBeInstanceOf(InputError);
  });

  test('without labels, accuracy is agreement with the network', async () => {
    const open = build();
    const { classes: _, ...source } = datasetSource(dataset);
    const { dataset: predicted } = await bindImages(open, await loadFor(open, source));
    const { report } = await run({}, predicted, open);
    expect([report.baseline.accuracy, report.baseline.isAgreement, report.pruned.isAgreement]).toEqual([1, true, true]);
    expect((await run({})).report.pruned.isAgreement).toBe(false);
  });
});

test('more losses than layers: as many as have a place, and which they are is told', async () => {
  const { events } = await run({ losses: 8 });
  expect(events[0]).toMatchObject({
    type: 'started',
    recipe: { method: { losses: 8 } },
    losses: ['conv1', 'conv2', 'conv3'],
  });
  expect((await run({ losses: 0 })).events[0]).toMatchObject({ losses: [] });
  expect((await run({ losses: 2, rate: 0 })).events[0]).toMatchObject({ losses: [] });
});

test.each(['dcp', 'dcp-adapt', 'random'] as const)(
  'no epochs, %s: channels are selected, nothing is trained',
  async (method) => {
    const { events, report } = await run({ method, auxiliaryEpochs: 0, fineTuningEpochs: 0 });
    expect(events.some(({ type }) => type === 'training')).toBe(false);
    expect(keptOf(report).every((kept) => kept > 0)).toBe(true);
    expect(report.pruned).toEqual(report.selected);
  },
);

describe('networks', () => {
  const chain = () => new NetworkBuilder([8, 8, 3]);
  const end = (begun: NetworkBuilder, units = 3) =>
    begun.append('gap', 'GlobalAveragePooling2D').append('classes', 'Dense', { units }).build('odd', new Random(1));

  test.each([
    ['one dense layer', () => end(chain())],
    [
      'a dense layer of a flattened image',
      () => chain().append('flat', 'Flatten').append('classes', 'Dense', { units: 3 }).build('flat', new Random(1)),
    ],
  ])('%s leaves nothing to prune', async (_, make) => {
    await expect(run({}, dataset, make())).rejects.toThrow(
      /^network "\w+" has no layer whose input channels can be pruned; /,
    );
  });

  test('one output tells nothing apart', async () => {
    const open = end(chain().convBatchNormRelu(1, 4).convBatchNormRelu(2, 4), 1);
    const one = {
      ...dataset,
      classes: ['all'],
      train: takeImages(dataset.train, [0, 3]),
      test: takeImages(dataset.test, [0, 3]),
    };
    await expect(run({}, one, open)).rejects.toThrow(/^the network has one output only/);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('a weight of %d is named', async (value) => {
    const open = build();
    const key = [...open.weights.keys()].find((name) => name.endsWith('/gamma'))!;
    const { shape, size } = open.weights.get(key)!;
    replaceWeight(
      open,
      key,
      tf.tensor(
        Float32Array.from({ length: size }, (_, at) => (at === 1 ? value : 1)),
        shape,
      ),
    );
    await expect(run({}, dataset, open)).rejects.toThrow(
      `weight "${key}" of network "tiny" holds numbers that are not finite`,
    );
  });
});

describe('numbers that leave the finite ones', () => {
  test('in class scores are no accuracy', async () => {
    const open = new NetworkBuilder([8, 8, 3])
      .append('conv1', 'Conv2D', { filters: 4, kernel_size: [1, 1] })
      .append('conv2', 'Conv2D', { filters: 4, kernel_size: [1, 1] })
      .append('gap', 'GlobalAveragePooling2D')
      .append('classes', 'Dense', { units: 3 })
      .build('huge', new Random(1));
    for (const key of open.weights.keys())
      if (key.endsWith('/kernel')) replaceWeight(open, key, tf.fill(open.weights.get(key)!.shape, 1e30));
    await expect(run({}, dataset, open)).rejects.toThrow(
      'the class scores of "huge" for the images of "colours" are not all finite numbers; check',
    );
  });

  test('in auxiliary training end the run, which says at which step', async () => {
    const open = build();
    replaceWeight(open, 'classes/kernel', tf.mul(weightOf(open, 'classes', 'kernel'), 1e18));
    const ended = run({ auxiliaryRate: 10 }, dataset, open);
    await expect(ended).rejects.toThrow(
      'auxiliary training, step 4: the loss or a weight is no longer a finite number; lower the learning rate (10)',
    );
    await expect(ended).rejects.toBeInstanceOf(Diverged);
  });

  test('in the selection end the run, which names the layer: none is chosen by its place', async () => {
    const open = build();
    replaceWeight(open, 'conv2/kernel', tf.mul(weightOf(open, 'conv2', 'kernel'), 1e20));
    const ended = run({ auxiliaryEpochs: 0 }, dataset, open);
    await expect(ended).rejects.toThrow(
      /^selection in "conv2", after \d channels: a score or a loss is no longer a finite number; lower lambda or/,
    );
  });

  test('in fine-tuning stop it: the network is the one that was last sound, and says so', async () => {
    const { events, report } = await run({ learningRate: 1e30, auxiliaryEpochs: 0, fineTuningEpochs: 3 });
    expect(report.stopped).toEqual({
      code: 'diverged.fine-tuning',
      params: { step: 4, learningRate: 1e30, lambda: 1 },
    });
    expect(events.filter(({ type }) => type === 'stopped')).toEqual([{ type: 'stopped', reason: report.stopped }]);
    expect(events.filter(({ type }) => type === 'training')).toEqual([]);
    expect(report.pruned).toEqual(report.selected);
  });

  test('whatever the recipe asks for, a run ends in finite figures or in a word on where they ceased to be', async () => {
    const outcomes = { finished: 0, stopped: 0, diverged: 0 };
    const powers = (least: number, most: number) => fc.integer({ min: least, max: most }).map((power) => 10 ** power);
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          method: fc.constantFrom('dcp', 'dcp-adapt', 'random'),
          rate: fc.constantFrom(0, 0.01, 0.5, 0.99),
          lambda: fc.oneof(fc.constantFrom(0, 1), powers(-9, 6)),
          learningRate: fc.oneof(fc.constant(0.05), powers(-9, 38)),
          auxiliaryRate: fc.oneof(fc.constant(0.005), powers(-9, 1)),
          epsilon: powers(-9, 0),
          losses: fc.nat(8),
          samples: fc.constantFrom(1, 2, 17, 1000),
          batchSize: fc.constantFrom(1, 7, 4096),
          auxiliaryEpochs: fc.nat(1),
          fineTuningEpochs: fc.nat(2),
          channelsPerStep: fc.constantFrom(1, 3, 1000),
          schedule: fc.constantFrom('upfront', 'stagewise'),
          score: fc.constantFrom('slice', 'kernels'),
        }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 5 }),
        async (change, train, tested) => {
          try {
            const { report } = await run(change, some(upTo(train), upTo(tested)));
            outcomes[report.stopped === undefined ? 'finished' : 'stopped']++;
          } catch (error) {
            if (!(error instanceof Diverged)) throw error;
            outcomes.diverged++;
          }
        },
      ),
      { seed: 5, numRuns: 60 },
    );
    expect(Object.values(outcomes).every((count) => count > 0)).toBe(true);
  });
});
