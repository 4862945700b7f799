import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { chooseBackend } from '../../backend/chooseBackend';
import { makeBatch } from '../../data/batches';
import { InputError } from '../../errors';
import { vgg } from '../../models/vgg';
import { costOf } from '../../network/cost';
import { cloneNetwork, disposeNetwork, type Network, weightOf } from '../../network/network';
import { prune } from '../../prune/prune';
import { Random } from '../../random';
import type { RunEvent } from '../../run/events';
import { colourDataset } from '../../testing/fixtures';
import { Sgd } from '../../train/sgd';
import { Splicing, splicedMask } from '../../train/splicing';
import { trainStep } from '../../train/trainStep';
import { type RecipeValues, recipeOf } from '../recipe';

beforeAll(() => chooseBackend(['wasm']));

const dataset = colourDataset(3, 8, 60);
const network = () => vgg('tiny', { blocks: [[4, 6], [6]], classes: 3, inputShape: [8, 8, 3] }, new Random(2));
const valuesOf = (of: Network, key: string): number[] => [...of.weights.get(key)!.dataSync()];

describe('Guo et al. 2016, Eq 3', () => {
  const masked = (weights: number[], mask: number[], kept: number) => [
    ...splicedMask(Float32Array.from(weights), Float32Array.from(mask), kept),
  ];

  test('at first the smallest go', () => {
    expect(masked([0.3, -0.1, 0.2, -0.5], [1, 1, 1, 1], 2)).toEqual([1, 0, 0, 1]);
  });

  test('between the thresholds all stay as they are, beyond them they change', () => {
    // The threshold between is about 1: what is at work stays from 0.9 on, what is not comes back from 1.1 on.
    expect(masked([0.95, 1.05], [1, 0], 1)).toEqual([1, 0]);
    expect(masked([0.95, 1.2], [1, 0], 1)).toEqual([0, 1]);
    expect(masked([-0.95, 1.05, 1.2, 0.85], [1, 0, 0, 1], 2)).toEqual([1, 0, 1, 0]);
  });

  test('as many stay as are wanted, of equal ones too', () => {
    expect(masked([1, 1, 1, 1], [1, 1, 1, 1], 3)).toEqual([1, 1, 1, 0]);
    expect(masked([1, 2], [1, 1], 2)).toEqual([1, 1]);
  });
});

test('training moves weights that are zero by the gradient of the masked network, and what was cut wrongly comes back', async () => {
  const key = 'classes/kernel';
  const trained = network();
  const size = weightOf(trained, 'classes', 'kernel').size;
  const whole = valuesOf(trained, key);
  const before = tf.memory().numTensors;
  const splicing = new Splicing(trained, [{ key, kept: size / 2 }], 1);
  await splicing.splice();
  const cut = valuesOf(trained, key);
  expect(cut.filter((value) => value === 0)).toHaveLength(size / 2);
  const plain = cloneNetwork(trained);
  const batch = makeBatch(dataset, dataset.train, [...Array(20).keys()]);
  const sgds = [trained, plain].map(() => new Sgd({ momentum: 0, weightDecay: 0 }));
  const rate = 20;
  trainStep({ network: trained, sgd: sgds[0]!, splicing }, batch, rate, new Random(1)).dispose();
  trainStep({ network: plain, sgd: sgds[1]! }, batch, rate, new Random(1)).dispose();
  const dense = valuesOf(plain, key).map((value, at) => whole[at]! + value - cut[at]!);
  const masked = valuesOf(trained, key);
  for (const [at, value] of masked.entries()) expect(value).toBeCloseTo(cut[at] === 0 ? 0 : dense[at]!, 4);
  await splicing.splice();
  const mask = splicedMask(
    Float32Array.from(dense),
    Float32Array.from(cut, (value) => Number(value !== 0)),
    size / 2,
  );
  const spliced = valuesOf(trained, key);
  for (const [at, value] of spliced.entries()) expect(value).toBeCloseTo(mask[at]! * dense[at]!, 4);
  expect(spliced.some((value, at) => value !== 0 && cut[at] === 0)).toBe(true);
  for (const disposable of [splicing, ...sgds]) disposable.dispose();
  disposeNetwork(plain);
  tf.dispose([batch.images, batch.labels]);
  expect(tf.memory().numTensors).toBe(before);
  disposeNetwork(trained);
});

async function operated(values: RecipeValues = {}) {
  const open = network();
  const before = tf.memory().numTensors;
  const recipe = recipeOf({
    ...{ method: 'surgery', rate: 0.6, batchSize: 20, surgeryEpochs: 2, spliceEvery: 2, fineTuningEpochs: 2 },
    ...values,
  });
  const run = prune(open, dataset, recipe);
  const events: RunEvent[] = [];
  let next = await run.next();
  for (; !next.done; next = await run.next()) events.push(next.value);
  const pruned = next.value!;
  expect(tf.memory().numTensors).toBe(before + pruned.weights.size);
  const report = events.find((event) => event.type === 'finished')!.report;
  return { open, pruned, report, events };
}

test('what is zero stays so in fine-tuning, all channels stay, and what is kept is told with its size as stored', async () => {
  const { open, pruned, report, events } = await operated();
  const sizes = { conv2: 9 * 4 * 6, conv3: 9 * 6 * 6, classes: 6 * 3 };
  let [zeros, index] = [0, 0];
  for (const [layer, size] of Object.entries(sizes)) {
    const values = valuesOf(pruned, `${layer}/kernel`);
    const kept = size - Math.floor(0.6 * size);
    expect(values).toHaveLength(size);
    expect(values.filter((value) => value !== 0)).toHaveLength(kept);
    expect(report.sparseLayers).toContainEqual({ layer, unit: 'weight', units: size, kept });
    zeros += size - kept;
    index += Math.ceil(size / 8);
  }
  const { params, bytes } = costOf(open);
  expect(report.pruned).toMatchObject({
    ...{ params, bytes },
    sparse: { unit: 'weight', weights: params - zeros, storedBytes: bytes - 4 * zeros + index },
  });
  expect(report.selected.sparse).toEqual(report.pruned.sparse);
  expect(report.layers.every(({ channels, kept }) => kept.length === channels)).toBe(true);
  expect(events.some((event) => event.type === 'training' && event.phase === 'fine-tuning')).toBe(true);
  for (const each of [open, pruned]) disposeNetwork(each);
});

test('without epochs of its own the smallest weights go', async () => {
  const { open, pruned } = await operated({ surgeryEpochs: 0, fineTuningEpochs: 0 });
  const [whole, left] = [valuesOf(open, 'conv2/kernel'), valuesOf(pruned, 'conv2/kernel')];
  const kept = whole.filter((_, at) => left[at] !== 0).map(Math.abs);
  const gone = whole.filter((_, at) => left[at] === 0).map(Math.abs);
  expect(Math.max(...gone)).toBeLessThanOrEqual(Math.min(...kept));
  for (const each of [open, pruned]) disposeNetwork(each);
});

test('widths mean nothing to it: it reaches no target but the rate', async () => {
  const open = network();
  const recipe = recipeOf({ method: 'surgery', target: { kind: 'params', most: 500 } });
  const run = prune(open, dataset, recipe);
  await expect(run.next()).rejects.toThrow(new InputError('target.sparse', { method: 'surgery' }));
  disposeNetwork(open);
});
