import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test, vi } from 'vitest';
import { chooseBackend } from '../engine/backend/chooseBackend';
import { Cancelled } from '../engine/checkpoint';
import type { OpenedNetwork } from '../engine/io/formats/format';
import { evaluate } from '../engine/train/evaluate';
import { wilsonInterval } from '../engine/train/wilson';
import { Opening } from './opening';
import { Studio, type Surroundings } from './studio';
import { decoder, imageFiles, modelFiles, tinyNetwork, tinyRecipe, tinyWeights } from './testing';
import { Workbench } from './workbench';

/** A second for every multiply-add. */
vi.mock('../engine/prune/pace', () => ({ measurePace: async () => ({ passes: 1, steps: 1 }) }));

beforeAll(() => chooseBackend(['cpu']));

/** A studio with a network and images open, and a run of these to ask for. */
async function begun() {
  const workbench = new Workbench();
  const surroundings: Surroundings = {
    fetch: async () => new Response(null, { status: 404 }),
    decodeImage: decoder(),
    startBackend: async () => ({ name: 'cpu', threads: 1, offered: ['cpu'], notes: [] }),
  };
  const studio = new Studio(surroundings, workbench);
  const files = [...(await modelFiles(tinyNetwork('first', 2, 3))), ...imageFiles('pets', ['a', 'b'], 10)];
  const opened = await studio.change(1, { kind: 'open', source: { kind: 'files', files } });
  if ('found' in opened) throw new Error('asks for classes');
  return { studio, workbench, order: { run: 'r', recipe: tinyRecipe, revision: opened.revision } };
}

test('a change that is forced in during a run cannot free its network: the run ends well, and then it is freed', async () => {
  const forcedIn = (): OpenedNetwork => ({ network: tinyNetwork('forced', 2, 3), format: 'keras' });
  const before = tf.memory().numTensors;
  const { studio, workbench, order } = await begun();
  const types: string[] = [];
  let forced: Promise<unknown> | undefined;
  const hasFinished = await studio.prune(order, ({ type }) => {
    types.push(type);
    forced ??= workbench.openParts({ network: forcedIn() }, new Opening());
  });
  await forced;
  expect([hasFinished, types.at(-1)]).toEqual([true, 'finished']);
  expect(workbench.network.name).toBe('forced');
  expect(JSON.parse(await studio.selection()).network).toBe('first');
  expect(tf.memory().numTensors - before).toBe(2 * tinyWeights);
});

test('what is asked for during a run is refused, and says so', async () => {
  const { studio, order } = await begun();
  const running = studio.prune(order, () => {});
  const refusal = { name: 'InputError', message: 'a run is in progress; cancel it or wait for its end' };
  await expect(studio.change(2, { kind: 'scaling', id: 'unit' })).rejects.toMatchObject(refusal);
  await expect(studio.prune(order, () => {})).rejects.toMatchObject(refusal);
  expect(await running).toBe(true);
});

test('a run goes by the pace that was measured for the open network before it, and by none of another network', async () => {
  const { studio, order } = await begun();
  const firstTold = async (work: typeof order): Promise<number> => {
    const told: number[] = [];
    await studio.prune(work, (event) => {
      if (event.type === 'progress' && event.secondsLeft !== undefined) told.push(event.secondsLeft);
    });
    return told[0] ?? Number.NaN;
  };
  const before = await firstTold(order);
  const { low } = await studio.expectTime(order);
  expect(await firstTold(order)).toBeGreaterThan(low / 2);
  expect(low / 2).toBeGreaterThan(1000 * before);
  const files = await modelFiles(tinyNetwork('second', 2, 3));
  const other = await studio.change(2, { kind: 'open', source: { kind: 'files', files } });
  if ('found' in other) throw new Error('asks for classes');
  expect(await firstTold({ ...order, revision: other.revision })).toBeLessThan(low / 1000);
});

test('how well the open network answers is measured beside all else, with its interval; a run does not wait for it', async () => {
  const { studio, workbench, order } = await begun();
  const { dataset } = workbench.shown;
  const accuracy = await evaluate(workbench.network, dataset, dataset.test);
  const [low, high] = wilsonInterval(accuracy, dataset.test.labels.length);
  const measured = { accuracy, interval: { low, high }, images: dataset.test.labels.length };
  expect(await studio.measureAccuracy(order.revision)).toEqual(measured);
  const measuring = expect(studio.measureAccuracy(order.revision)).rejects.toThrow(Cancelled);
  expect(await studio.prune(order, () => {})).toBe(true);
  await measuring;
  await expect(studio.measureAccuracy(order.revision + 1)).rejects.toMatchObject({ code: 'studio.changed' });
});

test('a network agrees with its own answers', async () => {
  const { studio } = await begun();
  const files = await modelFiles(tinyNetwork('other', 7, 3));
  const opened = await studio.change(2, { kind: 'open', source: { kind: 'files', files } });
  if ('found' in opened) throw new Error('asks for classes');
  expect(await studio.measureAccuracy(opened.revision)).toEqual({ accuracy: 1, images: opened.images.test });
});
