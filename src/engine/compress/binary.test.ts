import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { Random } from '../random';
import { expectClose, normals } from '../testing/numbers';
import { binaryWeights } from './binary';

await chooseBackend(['cpu']);

test('each filter has the mean of its absolute weights as its scale; 0 becomes positive', () => {
  const kernel = tf.tensor2d([
    [1, -2],
    [-3, 0],
  ]);
  expectClose(
    binaryWeights(kernel, 1),
    tf.tensor2d([
      [2, -1],
      [-2, 1],
    ]),
    1e-6,
  );
  expectClose(
    binaryWeights(kernel, 0),
    tf.tensor2d([
      [1.5, -1.5],
      [-1.5, 1.5],
    ]),
    1e-6,
  );
});

test('what a mask holds at zero stays zero, and a scale is the mean of the others; a filter of zeros has none', () => {
  const kernel = tf.tensor2d([
    [1, 0, 0],
    [-4, 3, 0],
    [0, 0, 0],
  ]);
  const mask = tf.tensor2d([
    [1, 1, 0],
    [1, 1, 0],
    [0, 0, 0],
  ]);
  expectClose(
    binaryWeights(kernel, 1, mask),
    tf.tensor2d([
      [2.5, 1.5, 0],
      [-2.5, 1.5, 0],
      [0, 0, 0],
    ]),
    1e-6,
  );
});

test('of all 256 binary filters of 8 weights, each with its best scale, none is nearer', () => {
  const values = normals(new Random(3), 8);
  const rounded = binaryWeights(tf.tensor2d(values, [8, 1]), 1).dataSync();
  const distance = (other: ArrayLike<number>) =>
    values.reduce((sum, value, index) => sum + (value - other[index]!) ** 2, 0);
  const all = Array.from({ length: 256 }, (_, bits) => {
    const signs = Array.from(values, (_, index) => ((bits >> index) & 1 ? 1 : -1));
    const scale = signs.reduce((sum, sign, index) => sum + sign * values[index]!, 0) / 8;
    return distance(signs.map((sign) => scale * sign));
  });
  expect(distance(rounded)).toBeCloseTo(Math.min(...all), 5);
});
