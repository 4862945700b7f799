import * as tf from '@tensorflow/tfjs';
import { describe, expect, test } from 'vitest';
import { Random } from '../../random';
import { startWasmInChunks } from '../../testing/chunks';
import { expectClose, normals } from '../../testing/numbers';
import { chooseBackend } from '../chooseBackend';
import { suitsWinograd } from './winogradImages';

const shapes = [
  { height: 4, width: 4, channels: 12, filters: 12, pad: 'same' },
  { height: 7, width: 5, channels: 13, filters: 19, pad: 'same' },
  { height: 7, width: 8, channels: 14, filters: 21, pad: 'valid' },
  { height: 9, width: 6, channels: 16, filters: 24, pad: 'same' },
] as const;

describe.each(shapes)('Winograd’s convolution of images $height x $width x $channels, $pad', (shape) => {
  const { height, width, channels, filters, pad } = shape;
  const random = new Random(9);
  const x = normals(random, 5 * height * width * channels);
  const kernel = normals(random, 9 * channels * filters);
  const bias = normals(random, filters);

  const computed = () => {
    const image = tf.tensor4d(x, [5, height, width, channels]);
    const filter = tf.tensor4d(kernel, [3, 3, channels, filters]);
    const outputs = (['linear', 'relu', 'relu6'] as const).map((activation) =>
      tf.fused.conv2d({ x: image, filter, bias: tf.tensor1d(bias), strides: 1, pad, activation }),
    );
    const gradients = tf.grads((a, b) => tf.sum(tf.square(tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, 1, pad))));
    return [...outputs, ...gradients([image, filter])].map((tensor) => ({
      shape: tensor.shape,
      values: tensor.dataSync(),
    }));
  };

  test.each([
    { threads: 1, rounding: 'plain' },
    { threads: 1, rounding: 'fused' },
    { threads: 3, rounding: 'fused' },
  ] as const)(
    'and its gradients equal those of cpu’s kernels, $threads threads, sums $rounding',
    async ({ threads, rounding }) => {
      await chooseBackend(['cpu']);
      const expected = computed();
      await startWasmInChunks(threads, rounding);
      const actual = computed();
      expect(actual).toHaveLength(5);
      for (const [index, { shape, values }] of actual.entries())
        expectClose(tf.tensor(values, shape), tf.tensor(expected[index]!.values, expected[index]!.shape), 1e-5);
    },
  );
});

test('other kernels and strides, few channels and small images are left to the plain convolution', () => {
  const single = { kernel: [3, 3], stride: [1, 1], padBefore: [1, 1] } satisfies Parameters<typeof suitsWinograd>[0];
  expect(suitsWinograd(single, 12, [1, 4, 4, 12])).toBe(true);
  expect(suitsWinograd(single, 11, [1, 4, 4, 12])).toBe(false);
  expect(suitsWinograd(single, 12, [1, 4, 4, 11])).toBe(false);
  expect(suitsWinograd(single, 12, [1, 3, 4, 12])).toBe(false);
  expect(suitsWinograd({ ...single, stride: [1, 2] }, 12, [1, 4, 4, 12])).toBe(false);
  expect(suitsWinograd({ ...single, kernel: [3, 5] }, 12, [1, 4, 4, 12])).toBe(false);
});
