import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { proceed } from '../checkpoint';
import { memoryBudget } from '../memory/budget';
import { type RecipeValues, recipeOf } from '../methods/recipe';
import { disposeNetwork, type Network } from '../network/network';
import { NetworkBuilder } from '../network/networkBuilder';
import { Random } from '../random';
import type { RunEvent } from '../run/events';
import { lightOutline } from '../run/outline';
import { Run } from '../run/run';
import { scopeOf } from '../run/scope';
import { colourDataset } from '../testing/fixtures';
import { fineTuning } from '../train/fineTune';
import { prune } from './prune';

const dataset = colourDataset(3, 8, 40);
const small: RecipeValues = {
  ...{ method: 'l1', rate: 0.25, seed: 1, batchSize: 10, fineTuningEpochs: 2, distillation: 0, samples: 20 },
};

/** Without batch norm: a large step can spoil it for good. */
const build = (): Network =>
  new NetworkBuilder([8, 8, 3])
    .append('conv1', 'Conv2D', { filters: 8, kernel_size: [3, 3], activation: 'relu' })
    .append('conv2', 'Conv2D', { filters: 8, kernel_size: [3, 3], activation: 'relu' })
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: 3 })
    .build('plain', new Random(3));

async function trained(): Promise<Network> {
  const network = build();
  const steps = fineTuning(
    { network, heads: [] },
    dataset,
    { ...recipeOf(small), learningRate: 0.05 },
    12,
    new Random(1),
  );
  for await (const _ of steps);
  return network;
}

async function eventsOf(learningRate: number): Promise<RunEvent[]> {
  const open = await trained();
  const tensors = tf.memory().numTensors;
  const events: RunEvent[] = [];
  const run = prune(open, dataset, { ...recipeOf(small), learningRate });
  let next = await run.next();
  for (; !next.done; next = await run.next()) events.push(next.value);
  disposeNetwork(next.value!);
  expect(tf.memory().numTensors).toBe(tensors);
  disposeNetwork(open);
  return events;
}

const reportOf = (events: readonly RunEvent[]) => {
  const last = events.at(-1);
  if (last?.type !== 'finished') throw new Error('the run has not finished');
  return last.report;
};

beforeAll(() => chooseBackend(['wasm']));

const told = (events: readonly RunEvent[], type: RunEvent['type']) => events.filter((event) => event.type === type);

test('fine-tuning that spoils a network within an epoch ends there, and begins again with a lower rate', async () => {
  const events = await eventsOf(1000);
  const { selected, pruned, stopped } = reportOf(events);
  expect(told(events, 'gentler')).toMatchObject([{ before: 1, learningRate: 1000, next: 125 }]);
  expect(told(events, 'epoch').map((event) => event.type === 'epoch' && event.epoch)).toEqual([0, 1, 0, 1, 2]);
  expect(stopped).toBeUndefined();
  expect(pruned.accuracy).toBeGreaterThanOrEqual(selected.accuracy);
  const progress = told(events, 'progress').map((event) => (event.type === 'progress' ? event.done / event.total : 0));
  expect(Math.max(...progress)).toBe(1);
});

test('where the lowest rate does so too, the network stays as it was after the cut, and the reason is told', async () => {
  const open = await trained();
  const learningRate = 3.2;
  const recipe = recipeOf({ ...small, learningRate, fineTuningEpochs: 12 });
  const scope = scopeOf(open, colourDataset(3, 8, 120), recipe, false, memoryBudget);
  const { train } = scope.dataset;
  const wrong = train.labels.map((label) => (label + 1) % 3);
  const misled = { ...scope, dataset: { ...scope.dataset, train: { ...train, labels: wrong } } };
  const run = new Run(misled, lightOutline, proceed);
  const tuned = run.copy(open);
  const events: RunEvent[] = [];
  const tuning = run.fineTune(tuned);
  let next = await tuning.next();
  for (; !next.done; next = await tuning.next()) events.push(next.value);
  expect(told(events, 'gentler')).toMatchObject([{ next: learningRate / 8 }, { next: learningRate / 64 }]);
  expect(next.value).toMatchObject({ code: 'worsened.fine-tuning', params: { learningRate: learningRate / 64 } });
  expect(events.at(-1)).toEqual({ type: 'stopped', reason: next.value });
  const epochs = events.flatMap((event) => (event.type === 'epoch' ? [event.epoch] : []));
  expect(epochs.slice(epochs.lastIndexOf(0)), 'the last is made to its end').toHaveLength(13);
  for (const [key, weight] of open.weights)
    expect([...tuned.weights.get(key)!.dataSync()]).toEqual([...weight.dataSync()]);
  await run.dispose();
  disposeNetwork(open);
});

test('fine-tuning that does no harm is left alone', async () => {
  const events = await eventsOf(0.02);
  expect(told(events, 'gentler')).toEqual([]);
  expect(told(events, 'epoch')).toHaveLength(3);
});
