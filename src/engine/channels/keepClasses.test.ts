import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { predict } from '../network/execute';
import { disposeNetwork, type Network } from '../network/network';
import { NetworkBuilder } from '../network/networkBuilder';
import { Random } from '../random';
import { expectClose, normals } from '../testing/numbers';
import { keepClasses } from './keepClasses';

await chooseBackend(['wasm']);

const images = tf.tensor4d(normals(new Random(1), 3 * 6 * 6 * 3), [3, 6, 6, 3]);

const begun = () => new NetworkBuilder([6, 6, 3]).convBatchNormRelu(1, 4);

const networks: Record<string, Network> = {
  'a dense layer': begun()
    .append('pool', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: 5 })
    .build('dense', new Random(2)),
  'a convolution, then pooling': begun()
    .append('classes', 'Conv2D', { filters: 5, kernel_size: [1, 1] })
    .append('pool', 'GlobalAveragePooling2D')
    .build('convolution', new Random(2)),
};

test.each(Object.entries(networks))('classes made by %s: those that stay score as before', (_, network) => {
  const kept = [1, 2, 4];
  const small = keepClasses(network, kept);
  expectClose(predict(small, images), tf.gather(predict(network, images), kept, 1), 1e-5);
  disposeNetwork(small);
});

test('a softmax at the end shares out what the classes that stay have', () => {
  const network = begun()
    .append('pool', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: 5, activation: 'softmax' })
    .build('shares', new Random(2));
  const small = keepClasses(network, [0, 3]);
  const some = tf.gather(predict(network, images), [0, 3], 1);
  expectClose(predict(small, images), tf.div(some, tf.sum(some, 1, true)), 1e-5);
  disposeNetwork(small);
});

test('one class alone, and outputs that other layers share, are refused', () => {
  expect(() => keepClasses(networks['a dense layer']!, [2])).toThrow(expect.objectContaining({ code: 'classes.few' }));
  const shared = new NetworkBuilder([1, 1, 3])
    .append('a', 'Conv2D', { filters: 3, kernel_size: [1, 1] })
    .append('flat', 'Flatten')
    .append('sum', 'Concatenate', {}, ['flat', 'flat'])
    .build('shared', new Random(2));
  expect(() => keepClasses(shared, [0, 1])).toThrow(expect.objectContaining({ code: 'classes.fixed' }));
});
