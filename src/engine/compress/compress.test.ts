import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { readTfjsLayers, writeTfjsLayers } from '../io/formats/tfjsLayers';
import { recipeOf } from '../methods/recipe';
import { vgg } from '../models/vgg';
import { disposeNetwork } from '../network/network';
import { prune } from '../prune/prune';
import { Random } from '../random';
import type { RunEvent } from '../run/events';
import { colourDataset } from '../testing/fixtures';
import { errorGap } from '../train/errorGap';
import { rightImages } from '../train/evaluate';
import { wilsonInterval } from '../train/wilson';
import { fileEncodings } from './encoded';
import { type Compressing, compressionIds } from './ids';

beforeAll(() => chooseBackend(['wasm']));

const dataset = colourDataset(3, 8, 60);
const network = () => vgg('tiny', { blocks: [[4, 6], [6]], classes: 3, inputShape: [8, 8, 3] }, new Random(2));
const recipe = recipeOf({ samples: 30, losses: 0, batchSize: 20, learningRate: 0.05, fineTuningEpochs: 2 });

async function pruned(ids: Compressing['ids'], epochs = 0) {
  const open = network();
  const run = prune(open, dataset, recipe, { compressing: { ids, epochs } });
  const events: RunEvent[] = [];
  let next = await run.next();
  for (; !next.done; next = await run.next()) events.push(next.value);
  disposeNetwork(open);
  return { events, result: next.value! };
}

test('the pruned network is stored in every way asked for, measured, and stays as it is', async () => {
  const before = tf.memory().numTensors;
  const { events, result } = await pruned(compressionIds);
  expect(tf.memory().numTensors).toBe(before + result.weights.size);
  const { report } = events.find((event) => event.type === 'finished')!;
  expect(report.compressed!.map(({ id }) => id)).toEqual([...compressionIds]);
  expect(events.flatMap((event) => (event.type === 'compressed' ? [event.compressed] : []))).toEqual(report.compressed);
  const right = await rightImages(result, dataset, dataset.test);
  const open = network();
  const rightBefore = await rightImages(open, dataset, dataset.test);
  disposeNetwork(open);
  for (const { id, measured, storedBytes } of report.compressed!) {
    const { params, flops, bytes } = report.pruned;
    expect(measured).toMatchObject({ params, flops, bytes, images: 60 });
    expect([measured.low, measured.high]).toEqual(wilsonInterval(measured.accuracy, 60));
    expect([id, storedBytes < bytes]).toEqual([id, true]);
    expect(measured.gap!.gap).toBeCloseTo(report.pruned.accuracy - measured.accuracy, 12);
  }
  for (const [id, encode] of Object.entries(fileEncodings)) {
    const { 'model.json': model, 'weights.bin': weights } = await writeTfjsLayers(result, encode);
    const read = await readTfjsLayers(model, async () => weights);
    const own = await rightImages(read, dataset, dataset.test);
    const { measured, baselineGap } = report.compressed!.find((told) => told.id === id)!;
    const gap = measured.gap!;
    expect(baselineGap).toEqual(errorGap(rightBefore, own));
    const only = (some: Uint8Array, others: Uint8Array) => some.filter((is, at) => is && !others[at]).length;
    expect([gap.baselineOnly, gap.prunedOnly]).toEqual([only(right, own), only(own, right)]);
    disposeNetwork(read);
  }
  disposeNetwork(result);
});

test('a run that asks for none tells of none', async () => {
  const { events, result } = await pruned([]);
  expect(events.find((event) => event.type === 'finished')!.report).not.toHaveProperty('compressed');
  disposeNetwork(result);
});

test('training with rounded weights is told beside what was stored at once, and counts for the time', async () => {
  const before = tf.memory().numTensors;
  const { events, result } = await pruned(['int8', 'twn', 'bwn', 'xnor', 'dorefa'], 2);
  expect(tf.memory().numTensors).toBe(before + result.weights.size);
  const { compressed } = events.find((event) => event.type === 'finished')!.report;
  expect(compressed!.map(({ id, epochs }) => [id, epochs])).toEqual([
    ['int8', undefined],
    ...['twn', 'bwn', 'xnor', 'dorefa'].flatMap((id) => [
      [id, undefined],
      [id, 2],
    ]),
  ]);
  const [, ...rounded] = compressed!.map(({ storedBytes }) => storedBytes);
  for (let at = 0; at < rounded.length; at += 2) expect(rounded[at + 1]).toBe(rounded[at]);
  const progress = events.flatMap((event) => (event.type === 'progress' ? [event.done / event.total] : []));
  expect(progress).toEqual([...progress].sort((a, b) => a - b));
  disposeNetwork(result);
});

test('a run that is cancelled while it trains with rounded weights leaves nothing behind', async () => {
  const open = network();
  const before = tf.memory().numTensors;
  const run = prune(open, dataset, recipe, { compressing: { ids: ['twn'], epochs: 2 } });
  let isNear = false;
  for (let next = await run.next(); !next.done; next = await run.next()) {
    isNear ||= next.value.type === 'phase' && next.value.phase === 'fine-tuning' && next.value.what === 'compressed';
    if (isNear && next.value.type === 'training') break;
  }
  expect(isNear).toBe(true);
  await run.return(undefined);
  expect(tf.memory().numTensors).toBe(before);
  disposeNetwork(open);
});
