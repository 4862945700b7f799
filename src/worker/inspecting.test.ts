import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../engine/backend/chooseBackend';
import { proceed } from '../engine/checkpoint';
import { makeImages } from '../engine/data/batches';
import { execute } from '../engine/network/execute';
import { splitOf } from '../engine/run/scope';
import { evaluate } from '../engine/train/evaluate';
import { Studio } from './studio';
import { decoder, imageFiles, modelFiles, tinyNetwork, tinyRecipe } from './testing';
import { Workbench } from './workbench';

beforeAll(() => chooseBackend(['cpu']));

/** A studio with a network and images open. */
async function opened() {
  const workbench = new Workbench();
  const studio = new Studio(
    {
      fetch: async () => new Response(null, { status: 404 }),
      decodeImage: decoder(),
      startBackend: async () => ({ name: 'cpu', threads: 1, offered: ['cpu'], notes: [] }),
    },
    workbench,
  );
  const files = [...(await modelFiles(tinyNetwork('first', 2, 3))), ...imageFiles('pets', ['a', 'b'], 20)];
  const info = await studio.change(1, { kind: 'open', source: { kind: 'files', files } });
  if ('found' in info) throw new Error('asks for classes');
  return { studio, workbench, info, sight: { revision: info.revision, layer: 'conv2' } };
}

const choice = { before: [0, 1, 2], after: [0, 2], seed: tinyRecipe.seed };

test('maps are what the open network makes of the image that the page shows, and slices are its kernels', async () => {
  const { studio, workbench, info, sight } = await opened();
  const before = tf.memory().numTensors;
  const { at, channels, values } = await studio.featureMaps(sight, 1);
  const { makes, reads } = await studio.kernelSlices(sight, 2);
  const [gradient] = await studio.gradientSlices(sight, 2, 1);
  expect(tf.memory().numTensors).toBe(before);
  expect([gradient?.layer, gradient?.values.length]).toEqual(['conv2', 2]);
  expect([makes[0]?.layer, makes[0]?.values.length, reads[0]?.layer, reads[0]?.values.length]).toEqual([
    'conv1',
    27,
    'conv2',
    2,
  ]);
  const { dataset, previews } = workbench.shown;
  expect(dataset.test.images.subarray(48 * previews[1]!, 48 * previews[1]! + 48)).toEqual(
    info.images.preview[1]?.pixels,
  );
  const expected = tf.tidy(() => {
    const images = makeImages(dataset, dataset.test, [previews[1]!]);
    return execute(workbench.network, { input: images }, [at])[0]!.dataSync();
  });
  expect(channels).toEqual([0, 1, 2]);
  for (const [place, value] of values.entries())
    expect(value).toBeCloseTo(expected[(place % 16) * 3 + Math.floor(place / 16)]!, 6);
});

test('a choice by hand is measured on the validation images of the recipe', async () => {
  const { studio, workbench, sight } = await opened();
  const before = tf.memory().numTensors;
  const effect = await studio.tryByHand({ ...sight, ...choice });
  expect(tf.memory().numTensors).toBe(before);
  const dataset = await workbench.dataset(proceed);
  const { validation } = splitOf(dataset, tinyRecipe);
  expect(effect.images).toBe(validation.labels.length);
  expect(effect.before.accuracy).toBe(await evaluate(workbench.network, dataset, validation));
  expect(effect.gap.gap).toBeCloseTo(effect.before.accuracy - effect.after.accuracy, 12);
});

test('pictures come while a run goes on; a choice by hand does not, and ends when a run is asked for, or on demand', async () => {
  const { studio, sight } = await opened();
  const trying = studio.tryByHand({ ...sight, ...choice });
  studio.endTrying();
  await expect(trying).rejects.toMatchObject({ name: 'Cancelled' });
  const other = studio.tryByHand({ ...sight, ...choice });
  const running = studio.prune({ run: 'r', recipe: tinyRecipe, revision: sight.revision }, () => {});
  await expect(other).rejects.toMatchObject({ name: 'Cancelled' });
  await expect(studio.tryByHand({ ...sight, ...choice })).rejects.toMatchObject({ code: 'studio.busy' });
  expect((await studio.featureMaps(sight, 0)).channels.length).toBe(3);
  expect(await studio.gradientSlices(sight, 1, 0)).toHaveLength(1);
  expect(await running).toBe(true);
});

test('what was looked at before something else was opened is refused', async () => {
  const { studio, sight } = await opened();
  await expect(studio.featureMaps({ ...sight, revision: sight.revision + 1 }, 0)).rejects.toMatchObject({
    code: 'studio.changed',
  });
});
