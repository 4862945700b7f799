import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../engine/backend/chooseBackend';
import { proceed } from '../engine/checkpoint';
import { predict } from '../engine/network/execute';
import { logitsNetwork } from '../engine/network/logits';
import { scalingTable } from '../engine/network/scaling';
import { rightImages } from '../engine/train/evaluate';
import { Studio } from './studio';
import { decoder, imageFiles, modelFiles, tinyNetwork, tinyRecipe } from './testing';
import { Workbench } from './workbench';

beforeAll(() => chooseBackend(['cpu']));

const imageFile = { name: 'mine.png', blob: new Blob(['pixels']) };

/** Bytes of every image of someone's own. */
const grey = 90;

/** A studio in which a run has finished. */
async function finished() {
  const workbench = new Workbench();
  const decodeTests = decoder();
  const studio = new Studio(
    {
      fetch: async () => new Response(null, { status: 404 }),
      decodeImage: async (file, height, width) => {
        const text = new TextDecoder().decode(file);
        if (text === 'hello') throw new Error('no image');
        return text === 'pixels' ? new Uint8Array(height * width * 3).fill(grey) : decodeTests(file, height, width);
      },
      startBackend: async () => ({ name: 'cpu', threads: 1, offered: ['cpu'], notes: [] }),
    },
    workbench,
  );
  const files = [...(await modelFiles(tinyNetwork('first', 2, 3))), ...imageFiles('pets', ['a', 'b'], 10)];
  const opened = await studio.change(1, { kind: 'open', source: { kind: 'files', files } });
  if ('found' in opened) throw new Error('asks for classes');
  const order = { run: 'r', recipe: tinyRecipe, revision: opened.revision };
  const right: number[] = [];
  await studio.prune(order, (event) => {
    if (event.type === 'measured') right.push(Math.round(event.measured.accuracy * event.measured.images));
  });
  return { studio, workbench, order, right };
}

test('both networks answer the test images as often rightly as the run measured, and leave nothing behind', async () => {
  const { studio, workbench, right } = await finished();
  const before = tf.memory().numTensors;
  const { classes, labels, baseline, pruned, flipped, isAgreement } = await studio.answerTests();
  expect(tf.memory().numTensors).toBe(before);
  expect([classes, isAgreement]).toEqual([['a', 'b'], false]);
  const dataset = await workbench.dataset(proceed);
  const byBaseline = await rightImages(workbench.network, dataset, dataset.test);
  expect(Array.from(labels, (label, image) => Number(baseline.classes[image] === label))).toEqual([...byBaseline]);
  const rightly = [...labels].filter((label, image) => pruned.classes[image] === label).length;
  expect(rightly).toBe(right.at(-1));
  for (const { image, seen } of flipped) {
    expect(baseline.classes[image]).not.toBe(pruned.classes[image]);
    expect(seen.pixels).toEqual(dataset.test.images.subarray(48 * image, 48 * (image + 1)));
  }
});

test('an image of one’s own is scaled as the others, and asked of both', async () => {
  const { studio, workbench } = await finished();
  const before = tf.memory().numTensors;
  const { name, seen, baseline, pruned } = await studio.askImage(imageFile);
  expect(tf.memory().numTensors).toBe(before);
  expect([name, seen.width, seen.pixels[0]]).toEqual(['mine.png', 4, grey]);
  const { scaling } = await workbench.dataset(proceed);
  const table = scalingTable(scaling, 3);
  const pixel = tf.tensor([table[grey]!, table[256 + grey]!, table[512 + grey]!]);
  const direct = tf.tidy(() =>
    tf
      .softmax(predict(logitsNetwork(workbench.network), tf.tile(tf.reshape(pixel, [1, 1, 1, 3]), [1, 4, 4, 1])))
      .dataSync(),
  );
  for (const { label, share } of baseline.likeliest) expect(share).toBeCloseTo(direct[label]!, 5);
  for (const { likeliest, milliseconds } of [baseline, pruned]) {
    expect(likeliest.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 5);
    expect(likeliest[0]!.share).toBeGreaterThanOrEqual(likeliest[1]!.share);
    expect(milliseconds).toBeGreaterThan(0);
  }
});

test('curves and compressions are told one by one, and leave nothing behind', async () => {
  const { studio, order } = await finished();
  const before = tf.memory().numTensors;
  const curves: Array<readonly [layer: string, isRough: boolean]> = [];
  const measured: Array<readonly [layer: string | undefined, isRough: boolean]> = [];
  await studio.measureSensitivity(
    order,
    ({ layer, isRough }) => curves.push([layer, isRough]),
    ({ layer, isRough, secondsLeft }) => {
      measured.push([layer, isRough]);
      expect(secondsLeft ?? 0).toBeGreaterThanOrEqual(0);
    },
  );
  expect(measured.filter(([layer], at) => layer !== undefined && layer !== measured[at - 1]?.[0])).toEqual(curves);
  const compressed: string[] = [];
  await studio.compressResult(
    { recipe: order.recipe, sparseLayers: [] },
    { ids: ['int8', 'xnor'], epochs: 0 },
    ({ id }) => compressed.push(id),
  );
  expect([curves, compressed]).toEqual([
    [
      ['conv2', true],
      ['classes', true],
      ['conv2', false],
      ['classes', false],
    ],
    ['int8', 'xnor'],
  ]);
  expect(tf.memory().numTensors).toBe(before);
});

test('measuring curves ends when it is told to, what waits behind it goes on, and it leaves nothing behind', async () => {
  const { studio, order } = await finished();
  const before = tf.memory().numTensors;
  const curves: string[] = [];
  const measuring = studio.measureSensitivity(
    order,
    ({ layer }) => {
      curves.push(layer);
      studio.endMeasuring();
    },
    () => {},
  );
  const behind = studio.expectTime(order);
  await expect(measuring).rejects.toMatchObject({ name: 'Cancelled' });
  expect(curves).toEqual(['conv2']);
  expect((await behind).high).toBeGreaterThan(0);
  expect(tf.memory().numTensors).toBe(before);
  await studio.measureSensitivity(
    order,
    ({ layer }) => curves.push(layer),
    () => {},
  );
  expect(curves).toHaveLength(5);
});

test('what is no image is refused by its name', async () => {
  const { studio } = await finished();
  await expect(studio.askImage({ name: 'notes.txt', blob: new Blob(['hello']) })).rejects.toMatchObject({
    code: 'images.undecoded',
    params: { files: 'notes.txt' },
  });
});

test('a run comes before what is asked, and what is asked during one is refused', async () => {
  const { studio, order } = await finished();
  const asked = studio.answerTests();
  const running = studio.prune(order, () => {});
  await expect(studio.askImage(imageFile)).rejects.toMatchObject({ code: 'studio.busy' });
  await expect(asked).rejects.toMatchObject({ name: 'Cancelled' });
  expect(await running).toBe(true);
  expect((await studio.answerTests()).labels.length).toBeGreaterThan(0);
});

test('once another network is open there is nothing to compare with', async () => {
  const { studio } = await finished();
  const files = await modelFiles(tinyNetwork('second', 2, 3));
  await studio.change(2, { kind: 'open', source: { kind: 'files', files } });
  await expect(studio.answerTests()).rejects.toMatchObject({ code: 'studio.baseline-gone' });
});
