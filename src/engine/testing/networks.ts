import * as tf from '@tensorflow/tfjs';
import { type Network, replaceWeight } from '../network/network';
import { NetworkBuilder } from '../network/networkBuilder';
import { Random } from '../random';

/** Biases and batch norms as after a training, with statistics of their own. */
export function unsettle(network: Network, seed: number): Network {
  const random = new Random(seed);
  for (const [key, tensor] of network.weights)
    if (!key.endsWith('/kernel')) {
      const positive = /(gamma|variance)$/.test(key);
      const draw = () => (positive ? 0.5 + random.uniform() : 0.3 * random.normal());
      replaceWeight(network, key, tf.tensor(Float32Array.from({ length: tensor.size }, draw), tensor.shape));
    }
  return network;
}

/** A residual network: the first block's inner convolutions have biases and ReLUs of their own, and no batch norm. */
export function residual(): Network {
  const chain = new NetworkBuilder([8, 8, 3])
    .append('stem', 'Conv2D', { filters: 6, kernel_size: [3, 3], padding: 'same', activation: 'relu' })
    .append('a', 'Conv2D', { filters: 8, kernel_size: [3, 3], padding: 'same', activation: 'relu' })
    .append('b', 'Conv2D', { filters: 6, kernel_size: [3, 3], padding: 'same' });
  chain.layers.push({ name: 'sum', className: 'Add', config: {}, inputs: ['stem', 'b'] });
  chain
    .append('relu', 'ReLU')
    .append('c', 'Conv2D', { filters: 6, kernel_size: [1, 1], strides: [2, 2] })
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: 4, activation: 'linear' });
  return unsettle(chain.build('residual', new Random(6)), 7);
}

/** Convolutions, pools and two dense layers behind a Flatten, ending in a softmax. */
export function flattened(): Network {
  const chain = new NetworkBuilder([8, 8, 3])
    .convBatchNormRelu(1, 6)
    .append('pool', 'MaxPooling2D', { pool_size: [2, 2] })
    .append('conv2', 'Conv2D', {
      filters: 5,
      kernel_size: [3, 3],
      strides: [2, 2],
      padding: 'same',
      activation: 'relu',
    })
    .append('average', 'AveragePooling2D', { pool_size: [2, 2], strides: [1, 1], padding: 'same' })
    .append('drop', 'Dropout', { rate: 0.3 })
    .append('flat', 'Flatten')
    .append('hidden', 'Dense', { units: 7, activation: 'relu' })
    .append('bn', 'BatchNormalization')
    .append('classes', 'Dense', { units: 4, activation: 'linear' })
    .append('scores', 'Softmax');
  return unsettle(chain.build('flattened', new Random(8)), 9);
}
