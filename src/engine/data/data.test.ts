import * as tf from '@tensorflow/tfjs';
import { encode } from 'fast-png';
import { beforeAll, describe, expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { Random } from '../random';
import { colourDataset } from '../testing/fixtures';
import { balancedSample, batchIndices, makeBatch } from './batches';
import { cifar10 } from './cifar10';

beforeAll(() => chooseBackend(['cpu']));

const dataset = colourDataset(3, 8, 30);

test('a batch is standardised and one-hot', () => {
  const { images, labels } = makeBatch(dataset, dataset.train, [4, 0]);
  expect(images.shape).toEqual([2, 8, 8, 3]);
  expect(Array.from(labels.dataSync())).toEqual([0, 1, 0, 1, 0, 0]);
  const byte = dataset.train.images[4 * 192 + 5]!;
  expect(images.dataSync()[5]).toBeCloseTo((byte / 255 - 0.4) / 0.25, 5);
});

test.each([true, false])(
  'augmentation shifts by up to an eighth, fills with zeros, and mirrors if asked: %s',
  (mirrors) => {
    const plain = makeBatch(dataset, dataset.train, [7]).images.dataSync();
    const pixel = (values: ArrayLike<number>, row: number, column: number) =>
      row < 0 || row > 7 || column < 0 || column > 7 ? 0 : values[(row * 8 + column) * 3]!;
    const random = new Random(2);
    const seen = new Set<string>();
    for (let draw = 0; draw < 200; draw++) {
      const moved = makeBatch(dataset, dataset.train, [7], {
        random: random.fork(`${draw}`),
        mirrors,
      }).images.dataSync();
      let explained = '';
      for (let down = -1; down <= 1; down++)
        for (let right = -1; right <= 1; right++)
          for (const mirror of mirrors ? [false, true] : [false]) {
            const fits = Array.from({ length: 64 }, (_, at) => [at >> 3, at % 8] as const).every(
              ([row, column]) =>
                pixel(moved, row, mirror ? 7 - column : column) === pixel(plain, row + down, column + right),
            );
            if (fits) explained = `${down} ${right} ${mirror}`;
          }
      expect(explained).not.toBe('');
      seen.add(explained);
    }
    expect(seen.size).toBe(mirrors ? 18 : 9);
  },
);

test('a balanced sample has the classes in equal shares and no image twice', () => {
  const sample = balancedSample(dataset.train, 3, 12, new Random(1));
  const counts = [0, 1, 2].map((label) => [...sample].filter((index) => dataset.train.labels[index] === label).length);
  expect(counts).toEqual([4, 4, 4]);
  expect(new Set(sample).size).toBe(12);
  expect(balancedSample(dataset.train, 3, 99, new Random(1))).toHaveLength(30);
});

test('batches cover the order, the last one shorter', () => {
  const order = Uint32Array.from([4, 2, 0, 1, 3]);
  expect([...batchIndices(order, 2)].map((batch) => [...batch])).toEqual([[4, 2], [0, 1], [3]]);
});

describe('CIFAR-10 sprites', () => {
  const sprite = (rows: number, width = 1024) =>
    encode({
      width,
      height: rows,
      channels: 3,
      data: Uint8Array.from({ length: width * rows * 3 }, (_, index) => index % 251),
    });
  const files = (labels: number[], ...sprites: Uint8Array[]) => {
    const part = { sprites, labels };
    return { train: part, test: part };
  };

  test('are read image by image, over several files', () => {
    const { train, shape, classes } = cifar10('cifar10-bundled', files([3, 1, 9], sprite(2), sprite(1)));
    expect(shape).toEqual([32, 32, 3]);
    expect(classes).toHaveLength(10);
    expect([...train.labels]).toEqual([3, 1, 9]);
    expect(train.images).toHaveLength(3 * 3072);
    expect(train.images[3072]).toBe(3072 % 251);
    expect(train.images[2 * 3072]).toBe(0);
  });

  test('of another width or count are refused', () => {
    expect(() => cifar10('cifar10-bundled', files([1], sprite(1, 512)))).toThrow('expected 1024 RGB pixels a row');
    expect(() => cifar10('cifar10-bundled', files([1], sprite(2)))).toThrow('more images than the 1 labels');
    expect(() => cifar10('cifar10-bundled', files([1, 2], sprite(1)))).toThrow('1 images but 2 labels');
  });
});

test('the engine draws the same numbers from the same seed', () => {
  const draw = (seed: number) => Array.from(new Random(seed).permutation(20));
  expect(draw(3)).toEqual(draw(3));
  expect(draw(3)).not.toEqual(draw(4));
  expect([...draw(3)].sort((a, b) => a - b)).toEqual([...Array(20).keys()]);
  const normals = Array.from(
    { length: 4000 },
    (
      (random) => () =>
        random.normal()
    )(new Random(5)),
  );
  expect(tf.mean(normals).dataSync()[0]).toBeCloseTo(0, 1);
  expect(tf.moments(normals).variance.dataSync()[0]).toBeCloseTo(1, 1);
});
