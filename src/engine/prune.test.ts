import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { chooseBackend } from './backend/chooseBackend';
import type { RunEvent } from './events';
import { vgg } from './network/builders/vgg';
import { disposeNetwork, weightOf } from './network/network';
import { sizesOf } from './network/sizes';
import { prune } from './prune';
import { Random } from './random';
import { type Recipe, recipeSchema } from './recipe';
import { colourDataset } from './testing/fixtures';

beforeAll(() => chooseBackend(['wasm']));

const dataset = colourDataset(3, 8, 60);
const network = () => vgg('tiny', { blocks: [[4, 6], [6]], classes: 3, inputShape: [8, 8, 3] }, new Random(2));
const recipe = (change: Partial<Recipe> = {}) =>
  recipeSchema.parse({ samples: 30, losses: 1, batchSize: 20, learningRate: 0.05, fineTuningEpochs: 2, ...change });

async function run(change: Partial<Recipe> = {}) {
  const open = network();
  const generator = prune(open, dataset, recipe(change));
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
  JSON.parse(JSON.stringify(events, (key, value) => (key === 'latency' || key === 'seconds' ? 0 : value)));

describe.each(['upfront', 'stagewise'] as const)('a %s run', (schedule) => {
  test('prunes to the rate, tells it in order, and ends with as many tensors as it began with', async () => {
    const before = tf.memory().numTensors;
    const { events, pruned } = await run({ schedule });
    expect(weightOf(pruned, 'conv1', 'kernel').shape).toEqual([3, 3, 3, 2]);
    expect(weightOf(pruned, 'conv2', 'kernel').shape).toEqual([3, 3, 2, 3]);
    expect(weightOf(pruned, 'conv3', 'kernel').shape).toEqual([3, 3, 3, 6]);
    const report = events.find((event) => event.type === 'finished')!.report;
    expect(report.pruned).toMatchObject(sizesOf(pruned));
    expect(report.layers.map(({ name, channels, kept }) => [name, channels, kept.length])).toEqual([
      ['conv2', 4, 2],
      ['conv3', 6, 3],
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
