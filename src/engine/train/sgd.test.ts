import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { Sgd } from './sgd';

beforeAll(() => chooseBackend(['cpu']));

test.each([
  ['conv/kernel', 0.9],
  ['depthwise/depthwise_kernel', 0.9],
  ['separable/pointwise_kernel', 0.9],
  ['conv/bias', 1],
  ['bn/gamma', 1],
  ['bn/beta', 1],
])('%s: a step without a gradient leaves %f of it', (key, left) => {
  const weights = new Map<string, tf.Tensor>([[key, tf.tensor1d([1, -2])]]);
  const sgd = new Sgd({ momentum: 0, weightDecay: 1 });
  sgd.step(weights, new Map([[key, tf.zeros([2])]]), 0.1);
  sgd.dispose();
  expect([...weights.get(key)!.dataSync()]).toEqual([expect.closeTo(left), expect.closeTo(-2 * left)]);
});

test('Nesterov by hand: v = m v + g, w = w - rate (g + m v)', () => {
  const weights = new Map<string, tf.Tensor>([['a/bias', tf.scalar(1)]]);
  const sgd = new Sgd({ momentum: 0.5, weightDecay: 0 });
  for (const gradient of [2, 4]) sgd.step(weights, new Map([['a/bias', tf.scalar(gradient)]]), 0.1);
  sgd.dispose();
  // v: 2, 5; steps 0.1 (2 + 1), 0.1 (4 + 2.5)
  expect(weights.get('a/bias')!.dataSync()[0]).toBeCloseTo(1 - 0.3 - 0.65);
});
