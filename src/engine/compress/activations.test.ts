import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { predict } from '../network/execute';
import { roundToLevels, roundToTwoValues } from '../network/layers/roundedActivations';
import { disposeNetwork } from '../network/network';
import { Random } from '../random';
import { residual } from '../testing/networks';
import { expectClose, normals } from '../testing/numbers';
import { fitLevels, fitTwoValues, roundingBytes, withRoundedInputs } from './activations';
import { dorefaWeights, quantizeK } from './dorefa';

await chooseBackend(['cpu']);

test('quantize_k at 2 bits rounds to thirds', () => {
  expectClose(quantizeK(tf.tensor1d([0, 0.1, 0.2, 0.5, 0.9, 1]), 2), tf.tensor1d([0, 0, 1 / 3, 2 / 3, 1, 1]), 1e-6);
});

test('2-bit weights are odd thirds of the largest, by tanh, with the scale of least squares', () => {
  const weights = [-1, -0.3, 0.1, 0.5];
  const top = Math.tanh(1);
  const codes = weights.map((w) => (2 * Math.round(3 * (Math.tanh(w) / (2 * top) + 0.5))) / 3 - 1);
  expect(codes.map((code) => Math.round(3 * code))).toEqual([-3, -1, 1, 3 - 2 * Number(Math.tanh(0.5) / top < 2 / 3)]);
  const dot = (a: number[], b: number[]) => a.reduce((sum, value, index) => sum + value * b[index]!, 0);
  const scale = dot(weights, codes) / dot(codes, codes);
  expectClose(dorefaWeights(tf.tensor1d(weights), 2), tf.tensor1d(codes.map((code) => scale * code)), 1e-5);
});

test('weights that a mask holds at zero stay zero, and the scale is that of the others alone', () => {
  const others = dorefaWeights(tf.tensor1d([-1, -0.3, 0.5]), 2).dataSync();
  const masked = dorefaWeights(tf.tensor1d([-1, 0, -0.3, 0.5]), 2, tf.tensor1d([1, 0, 1, 1]));
  expectClose(masked, tf.tensor1d([others[0]!, 0, others[1]!, others[2]!]), 1e-6);
});

test('levels 0, 2, 4 and 6: values beyond are cut, and the gradient passes between the ends', () => {
  const x = tf.tensor1d([-1, 0.9, 1.1, 5.5, 7]);
  const levels = { least: 0, most: 6, steps: 3 };
  const { value, grad } = tf.valueAndGrad((given: tf.Tensor) =>
    tf.sum(tf.mul([1, 2, 3, 4, 5], roundToLevels(given, levels))),
  )(x);
  expectClose(roundToLevels(x, levels), tf.tensor1d([0, 0, 2, 6, 6]), 1e-6);
  expect(value.dataSync()[0]).toBeCloseTo(3 * 2 + 4 * 6 + 5 * 6, 4);
  expect([...grad.dataSync()]).toEqual([0, 2, 3, 4, 0]);
});

test('two values about each channel: below the centre the lower, from it on the upper', () => {
  const x = tf.tensor2d([
    [0, 3],
    [1.5, 9],
  ]);
  const centre = [1, 4];
  const { grad } = tf.valueAndGrad((given: tf.Tensor) => tf.sum(roundToTwoValues(given, centre, 2)))(x);
  expectClose(roundToTwoValues(x, centre, 2), tf.tensor2d([-1, 2, 3, 6], [2, 2]), 1e-6);
  expect([...grad.dataSync()]).toEqual([1, 1, 1, 0]);
});

test('two values: centres are the channels’ means, the size the mean distance from these', async () => {
  const x = tf.tensor4d([0, 10, 2, 14, 4, 18, 6, 22], [1, 2, 2, 2]);
  const { config } = await fitTwoValues(x);
  expect(config).toEqual({ centre: [3, 16], size: 3 });
});

test('of ten ranges none has a smaller squared error', async () => {
  const values = normals(new Random(2), 300).map((value) => Math.max(0, value));
  const { config } = await fitLevels(2)(tf.tensor1d(values));
  const high = Math.max(...values);
  const errorOf = (most: number) =>
    values.reduce((sum, x) => {
      const level = (Math.round((3 * Math.min(Math.max(x, 0), most)) / most) * most) / 3;
      return sum + (x - level) ** 2;
    }, 0);
  const errors = Array.from({ length: 10 }, (_, index) => errorOf(((index + 1) / 10) * high));
  expect(config).toMatchObject({ steps: 3 });
  expect(errorOf(Number(config.most))).toBeCloseTo(Math.min(...errors), 2);
});

test('what inner layers read is rounded once, and nothing else changes; with many levels neither does the answer', async () => {
  const network = residual();
  const images = tf.tensor4d(normals(new Random(1), 4 * 8 * 8 * 3), [4, 8, 8, 3]);
  const rounded = await withRoundedInputs(network, images, async (x) => ({
    className: 'RoundedLevels',
    config: { least: Math.min(0, ...x.dataSync()), most: Math.max(...x.dataSync()), steps: 2 ** 20 },
  }));
  const added = rounded.layers.filter(({ className }) => className === 'RoundedLevels');
  expect(added.map(({ name }) => name)).toEqual(
    ['stem/activation', 'a/activation', 'relu'].map((name) => `${name}/rounded`),
  );
  expect(roundingBytes(rounded)).toBe(24);
  expectClose(predict(rounded, images), predict(network, images), 1e-4);
  disposeNetwork(network);
  disposeNetwork(rounded);
});
