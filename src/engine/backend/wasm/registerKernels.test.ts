import * as tf from '@tensorflow/tfjs';
import { describe, expect, test } from 'vitest';
import { Random } from '../../random';
import { startWasmInChunks } from '../../testing/chunks';
import { expectClose, normals } from '../../testing/numbers';
import { chooseBackend } from '../chooseBackend';

const geometries = [1, 2].flatMap((stride) =>
  (['same', 'valid'] as const).flatMap((pad) =>
    [1, 3, 5].flatMap((kernel) => [7, 8].map((size) => ({ stride, pad, kernel, size }))),
  ),
);

describe.each(geometries)('wasm gradients at %o', ({ stride, pad, kernel, size }) => {
  const random = new Random(4);
  const x = normals(random, 2 * size * (size + 1) * 3);
  const full = normals(random, kernel * kernel * 3 * 4);
  const depthwise = normals(random, kernel * kernel * 3 * 2);
  const wide = normals(random, 2 * size * (size + 1) * 7);
  const single = normals(random, kernel * kernel * 7);

  const gradients = async () => {
    const image = tf.tensor4d(x, [2, size, size + 1, 3]);
    const conv = tf.grads((a, b) => tf.sum(tf.square(tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, stride, pad))))([
      image,
      tf.tensor4d(full, [kernel, kernel, 3, 4]),
    ]);
    const deep = tf.grads((a, b) =>
      tf.sum(tf.square(tf.depthwiseConv2d(a as tf.Tensor4D, b as tf.Tensor4D, stride, pad))),
    )([image, tf.tensor4d(depthwise, [kernel, kernel, 3, 2])]);
    const plain = tf.grads((a, b) =>
      tf.sum(tf.square(tf.depthwiseConv2d(a as tf.Tensor4D, b as tf.Tensor4D, stride, pad))),
    )([tf.tensor4d(wide, [2, size, size + 1, 7]), tf.tensor4d(single, [kernel, kernel, 7, 1])]);
    return Promise.all(
      [...conv, ...deep, ...plain].map(async (tensor) => ({ shape: tensor.shape, values: await tensor.data() })),
    );
  };

  test.each([1, 3])('in chunks for %i threads equal those of the cpu backend', async (threads) => {
    await chooseBackend(['cpu']);
    const expected = await gradients();
    await startWasmInChunks(threads);
    const actual = await gradients();
    expect(actual).toHaveLength(6);
    for (const [index, { shape, values }] of actual.entries())
      expectClose(tf.tensor(values, shape), tf.tensor(expected[index]!.values, expected[index]!.shape), 1e-5);
  });
});
