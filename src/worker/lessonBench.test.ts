import { readFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../engine/backend/chooseBackend';
import { proceed } from '../engine/checkpoint';
import { readCifar10 } from '../engine/intake/cifar10';
import { disposeNetwork, replaceWeight, weightOf } from '../engine/network/network';
import { rightImages } from '../engine/train/evaluate';
import { LessonBench } from './lessonBench';
import { fetchNetwork } from './sources';

beforeAll(() => chooseBackend(['wasm']));

const bring = (path: string) => readFile(`public/${path}`);
const told = async (name: string) => JSON.parse(await readFile(`public/lessons/${name}.json`, 'utf8'));

test('the numbers beside the page are those that the engine computes now, in the constructed layer', async () => {
  const bench = new LessonBench();
  for (const { lambda, order, losses } of await told('harbour')) {
    const now = await bench.select({ of: 'harbour', lambda, byHand: [], count: 2 }, bring, proceed);
    expect(now.order).toEqual(order);
    expect(now.losses.joint).toBeCloseTo(losses.joint, 4);
  }
});

test('the same in the real layer, where the first channels may be put in by hand', async () => {
  const { order, steps } = await told('curve');
  const bench = new LessonBench();
  const ask = { of: 'conv3', head: 'conv3', lambda: 0.1 } as const;
  const now = await bench.select({ ...ask, byHand: [], count: 2 }, bring, proceed);
  expect(now.order).toEqual(order.slice(0, 2));
  now.steps.forEach(({ losses }, step) => {
    expect(losses.joint).toBeCloseTo(steps[step].losses.joint, 3);
  });
  const byHand = await bench.select({ ...ask, byHand: [order[1]], count: 2 }, bring, proceed);
  expect(byHand.order).toEqual([order[1], order[0]]);
  expect(byHand.losses.reconstruction).toBeCloseTo(now.losses.reconstruction, 3);
});

test('without several: the images that are right before or after, one by one, if the kernel reads zeros', async () => {
  const silent = [1, 6, 9];
  const { standing } = await told('channel');
  const {
    gap,
    before: whole,
    after,
  } = await new LessonBench().silence({ layer: 'conv2', channels: silent }, bring, proceed);
  const dataset = await readCifar10('bundled', bring);
  const { network } = await fetchNetwork('vgg-small', bring);
  const before = await rightImages(network, dataset, dataset.test, proceed);
  const flags = Array.from({ length: 16 }, (_, channel) => Number(!silent.includes(channel)));
  replaceWeight(
    network,
    'conv2/kernel',
    tf.tidy(() => tf.keep(tf.mul(weightOf(network, 'conv2', 'kernel'), tf.tensor4d(flags, [1, 1, 16, 1])))),
  );
  const now = await rightImages(network, dataset, dataset.test, proceed);
  disposeNetwork(network);
  expect(whole.accuracy).toBeCloseTo(standing.accuracy, 5);
  expect(gap.baselineOnly).toBe(before.filter((isRight, image) => isRight && !now[image]).length);
  expect(gap.prunedOnly).toBe(now.filter((isRight, image) => isRight && !before[image]).length);
  expect(after.accuracy).toBeCloseTo(now.reduce((sum, right) => sum + right, 0) / now.length, 6);
});
