import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { Random } from '../random';
import { expectClose, normals } from '../testing/numbers';
import { ternaryThreshold, ternaryWeights } from './ternary';

await chooseBackend(['cpu']);

test('of 0.1, -0.5, 1, -0.2 and 0.7 delta is 0.35 and alpha 2.2 / 3', () => {
  const kernel = tf.tensor1d([0.1, -0.5, 1, -0.2, 0.7]);
  expect(ternaryThreshold(kernel).dataSync()[0]).toBeCloseTo(0.35, 6);
  const alpha = 2.2 / 3;
  expectClose(ternaryWeights(kernel), tf.tensor1d([0, -alpha, alpha, 0, alpha]), 1e-6);
  expectClose(ternaryWeights(tf.zeros([3])), tf.zeros([3]), 1e-6);
});

test('weights that a mask holds at zero are no part of the mean: as if they were not there', () => {
  const kernel = tf.tensor1d([0.1, 0, -0.5, 1, 0, 0, -0.2, 0.7]);
  const mask = tf.tensor1d([1, 0, 1, 1, 0, 0, 1, 1]);
  const alpha = 2.2 / 3;
  expect(ternaryThreshold(kernel, mask).dataSync()[0]).toBeCloseTo(0.35, 6);
  expectClose(ternaryWeights(kernel, mask), tf.tensor1d([0, 0, -alpha, alpha, 0, 0, 0, alpha]), 1e-6);
});

const squares = (values: Float32Array, of: (value: number) => number): number =>
  values.reduce((sum, value) => sum + (value - of(value)) ** 2, 0);

test('no other scale is nearer, and no threshold at all is nearer by more than a tenth on normal weights', () => {
  const values = normals(new Random(4), 400);
  const rounded = ternaryWeights(tf.tensor1d(values)).dataSync();
  const alpha = Math.max(...rounded);
  const error = values.reduce((sum, value, index) => sum + (value - rounded[index]!) ** 2, 0);
  const delta = 0.7 * (values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length);
  const ternary = (threshold: number, scale: number) => (value: number) =>
    Math.abs(value) > threshold ? scale * Math.sign(value) : 0;
  for (const other of [0.9 * alpha, 1.1 * alpha]) expect(squares(values, ternary(delta, other))).toBeGreaterThan(error);
  const all = Array.from(values, (threshold) => {
    const beyond = values.filter((value) => Math.abs(value) > Math.abs(threshold));
    const scale = beyond.reduce((sum, value) => sum + Math.abs(value), 0) / Math.max(1, beyond.length);
    return squares(values, ternary(Math.abs(threshold), scale));
  });
  console.log(`squared error ${error.toFixed(2)}; of the best threshold ${Math.min(...all).toFixed(2)}`);
  expect(error).toBeLessThan(1.1 * Math.min(...all));
});
