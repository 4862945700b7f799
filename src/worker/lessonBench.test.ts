import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../engine/backend/chooseBackend';
import { proceed } from '../engine/checkpoint';
import { LessonBench } from './lessonBench';

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
