import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { Random } from '../random';
import { colourDataset } from '../testing/fixtures';
import { heapWatch } from '../testing/heapWatch';
import { makeImages } from './batches';
import type { Dataset } from './dataset';

await chooseBackend(['wasm']);

test('images stored much larger than they are read are resized a few at a time, into what each is alone', () => {
  const size = 1024;
  const random = new Random(3);
  const bytes = Uint8Array.from({ length: 7 * size * size * 3 }, () => random.integer(256));
  const dataset: Dataset = {
    ...colourDataset(3, 8, 3),
    shape: [size, size, 3],
    resizeTo: [16, 16],
    train: { images: bytes, labels: Uint16Array.of(0, 1, 2, 0, 1, 2, 0) },
  };
  const order = [6, 0, 3, 1, 5, 4, 2, 6, 1, 2, 0];
  const heap = heapWatch();
  const before = tf.memory().numTensors;
  const made: tf.Tensor4D[] = [];
  const peak = heap.peakOf(() => made.push(makeImages(dataset, dataset.train, order)));
  expect(peak).toBeLessThan(5 * 4 * size * size * 3 + 2 ** 20);
  const alone = order.map((index) => makeImages(dataset, dataset.train, [index]));
  expect(made[0]!.shape).toEqual([11, 16, 16, 3]);
  expect([...made[0]!.dataSync()]).toEqual(alone.flatMap((image) => [...image.dataSync()]));
  tf.dispose([made, alone]);
  expect(tf.memory().numTensors).toBe(before);
});
