import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { chooseBackend } from './backend/chooseBackend';
import { adaptStops, jointLoss } from './dcp/losses';
import { keptCount } from './dcp/stages';
import { vgg } from './network/build';
import { predict } from './network/execute';
import { cloneNetwork } from './network/network';
import { cut, mask } from './network/surgery';
import { Random } from './random';
import { crossEntropy } from './train/loss';

test('the equations give hand-computed numbers', async () => {
  await chooseBackend(['cpu']);
  expect(crossEntropy(tf.tensor2d([[0, Math.log(3)]]), tf.tensor2d([[0, 1]])).dataSync()[0]).toBeCloseTo(
    Math.log(4 / 3),
    6,
  );
  expect(jointLoss(2, 3, 0.5)).toBe(3.5);
  expect(adaptStops(10, 5, 4.95, 0.01)).toBe(true);
  expect(adaptStops(10, 5, 4.5, 0.01)).toBe(false);
  expect([keptCount(16, 0.5), keptCount(10, 0.33), keptCount(4, 0)]).toEqual([8, 7, 4]);
});

test.each([
  { size: 7, kernel: 3, stride: 1, pad: 'same' as const },
  { size: 7, kernel: 3, stride: 2, pad: 'same' as const },
  { size: 8, kernel: 3, stride: 2, pad: 'valid' as const },
  { size: 9, kernel: 5, stride: 2, pad: 'same' as const },
  { size: 8, kernel: 1, stride: 2, pad: 'valid' as const },
  { size: 8, kernel: 1, stride: 1, pad: 'same' as const },
])('wasm convolution gradients equal the cpu backend: %o', async ({ size, kernel, stride, pad }) => {
  const random = new Random(4);
  const draw = (count: number) => Float32Array.from({ length: count }, () => random.normal());
  const x = draw(2 * size * size * 3);
  const w = draw(kernel * kernel * 3 * 4);
  const d = draw(kernel * kernel * 3);
  const gradients = async (backend: 'cpu' | 'wasm') => {
    await chooseBackend([backend]);
    const image = tf.tensor4d(x, [2, size, size, 3]);
    const conv = tf.grads((a, b) => tf.sum(tf.square(tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, stride, pad))));
    const depthwise = tf.grads((a, b) =>
      tf.sum(tf.square(tf.depthwiseConv2d(a as tf.Tensor4D, b as tf.Tensor4D, stride, pad))),
    );
    return [
      ...conv([image, tf.tensor4d(w, [kernel, kernel, 3, 4])]),
      ...depthwise([image, tf.tensor4d(d, [kernel, kernel, 3, 1])]),
    ].flatMap((tensor) => [...tensor.dataSync()]);
  };
  const expected = await gradients('cpu');
  const actual = await gradients('wasm');
  expect(actual.length).toBe(expected.length);
  const scale = Math.max(...expected.map(Math.abs));
  expect(Math.max(...actual.map((value, index) => Math.abs(value - expected[index]!))) / scale).toBeLessThan(1e-5);
});

test('masked and cut networks agree to 1e-4', async () => {
  await chooseBackend(['wasm']);
  const network = vgg('v', { blocks: [[6, 5], [7]], classes: 3, inputShape: [8, 8, 3] }, new Random(2));
  const kept = new Map([
    ['conv1', [0, 2, 5]],
    ['conv2', [1, 4]],
  ]);
  const masked = cloneNetwork(network);
  mask(masked, kept);
  const images = tf.randomNormal([4, 8, 8, 3], 0, 1, 'float32', 1);
  const difference = tf.max(tf.abs(tf.sub(predict(masked, images), predict(cut(network, kept), images))));
  expect(difference.dataSync()[0]).toBeLessThan(1e-4);
});
