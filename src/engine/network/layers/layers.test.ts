import * as tf from '@tensorflow/tfjs';
import { describe, expect, test } from 'vitest';
import { chooseBackend } from '../../backend/chooseBackend';
import { Random } from '../../random';
import { expectClose, finiteDifferences, normals } from '../../testing/numbers';
import { batchMoments, normaliseBatch } from './batchNormalization';
import { maxPoolTiles } from './pooling';

await chooseBackend(['wasm']);

const random = new Random(9);
const image = tf.tensor4d(normals(random, 2 * 4 * 4 * 3), [2, 4, 4, 3]);
const weights = tf.tensor4d(normals(random, 2 * 4 * 4 * 3), [2, 4, 4, 3]);

describe('batch normalisation in training', () => {
  const gamma = tf.tensor1d([0.5, 1.5, -1]);
  const beta = tf.tensor1d([0.1, -0.2, 0.3]);

  test('its gradients equal those of tfjs through its own moments', () => {
    const ours = tf.grads((x, g, b) => {
      const { mean, variance } = batchMoments(x as tf.Tensor4D);
      return tf.sum(tf.mul(weights, tf.square(normaliseBatch(x as tf.Tensor4D, g!, b!, mean, variance, 1e-3))));
    });
    const theirs = tf.grads((x, g, b) => {
      const { mean, variance } = tf.moments(x!, [0, 1, 2]);
      return tf.sum(tf.mul(weights, tf.square(tf.batchNorm(x!, mean, variance, b, g, 1e-3))));
    });
    const expected = theirs([image, gamma, beta]);
    for (const [index, gradient] of ours([image, gamma, beta]).entries()) expectClose(gradient, expected[index]!, 1e-4);
  });
});

describe('max pooling over tiles', () => {
  test('equals the library, and its gradient finite differences', () => {
    expectClose(maxPoolTiles(image, [2, 2]), tf.maxPool(image, 2, 2, 'valid'), 1e-7);
    const loss = (x: tf.Tensor) =>
      tf.sum(tf.mul(maxPoolTiles(x as tf.Tensor4D, [2, 2]), tf.range(0, 24).reshape([2, 2, 2, 3])));
    const expected = finiteDifferences(
      (values) => loss(tf.tensor(values, image.shape)).dataSync()[0]!,
      Float32Array.from(image.dataSync()),
      1e-3,
    );
    expectClose(tf.grad(loss)(image), tf.tensor(expected, image.shape), 1e-2);
  });

  test('equal maxima share the gradient', () => {
    const gradient = tf.grad((x) => tf.sum(maxPoolTiles(x as tf.Tensor4D, [2, 2])))(
      tf.tensor4d([5, 5, 1, 5], [1, 2, 2, 1]),
    );
    expect([...gradient.dataSync()]).toEqual([Math.fround(1 / 3), Math.fround(1 / 3), 0, Math.fround(1 / 3)]);
  });
});
