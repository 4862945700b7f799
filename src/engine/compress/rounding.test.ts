import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { makeBatch } from '../data/batches';
import { vgg } from '../models/vgg';
import { cloneNetwork, disposeNetwork, type Network } from '../network/network';
import { NetworkBuilder } from '../network/networkBuilder';
import { Random } from '../random';
import { SparseLayers } from '../run/sparseLayers';
import { colourDataset } from '../testing/fixtures';
import { residual } from '../testing/networks';
import { expectClose } from '../testing/numbers';
import { Sgd } from '../train/sgd';
import { trainStep } from '../train/trainStep';
import { compressions } from './index';
import { innerKernels } from './innerKernels';
import { straightThrough } from './straightThrough';
import { ternaryWeights } from './ternary';

await chooseBackend(['cpu']);

test('a straight-through gradient is that of the identity at what the function makes', () => {
  const x = tf.tensor1d([0.1, -0.5, 1]);
  const { value, grad } = tf.valueAndGrad((w: tf.Tensor) => tf.sum(tf.square(straightThrough(w, ternaryWeights))))(x);
  const rounded = ternaryWeights(x);
  expectClose(value, tf.sum(tf.square(rounded)), 1e-6);
  expectClose(grad, tf.mul(2, rounded), 1e-6);
});

test('inner kernels are those of convolutions and dense layers between the first and the last', () => {
  const keys = (network: Network) => {
    const found = innerKernels(network).map(({ key, outputAxis }) => [key, outputAxis]);
    disposeNetwork(network);
    return found;
  };
  expect(keys(residual())).toEqual([
    ['a/kernel', 3],
    ['b/kernel', 3],
    ['c/kernel', 3],
  ]);
  const chain = new NetworkBuilder([8, 8, 3])
    .append('first', 'Conv2D', { filters: 4, kernel_size: 3 })
    .append('depthwise', 'DepthwiseConv2D', { kernel_size: 3 })
    .append('separable', 'SeparableConv2D', { filters: 4, kernel_size: 2 })
    .append('up', 'Conv2DTranspose', { filters: 5, kernel_size: 2 })
    .append('flat', 'Flatten')
    .append('hidden', 'Dense', { units: 4 })
    .append('classes', 'Dense', { units: 3 });
  expect(keys(chain.build('n', new Random(1)))).toEqual([
    ['separable/pointwise_kernel', 3],
    ['up/kernel', 2],
    ['hidden/kernel', 1],
  ]);
});

const tiny = () => vgg('tiny', { blocks: [[4, 6], [6]], classes: 3, inputShape: [8, 8, 3] }, new Random(2));

test.each([
  ['twn', 2, 2],
  ['bwn', 1, 6 + 6],
] as const)('%s: bytes are those of codes, scales, and all else in 32 bits', async (id, bits, scales) => {
  const network = tiny();
  const codes = [4 * 6 * 9, 6 * 6 * 9];
  const coded = codes.reduce((sum, count) => sum + Math.ceil((bits * count) / 8), 0);
  const rest = [...network.weights.values()].reduce((sum, { size }) => sum + size, 0) - codes[0]! - codes[1]!;
  const { network: stored, storedBytes } = await compressions[id].store(network, new SparseLayers());
  expect(storedBytes).toBe(coded + 4 * scales + 4 * rest);
  const values = new Set(stored.weights.get('conv2/kernel')!.dataSync());
  expect(values.size).toBe(id === 'twn' ? 3 : 12);
  expect(stored.weights.get('conv1/kernel')!.dataSync()).toEqual(network.weights.get('conv1/kernel')!.dataSync());
  disposeNetwork(network);
  disposeNetwork(stored);
});

test('a step with rounded weights moves the weights themselves as it would move the rounded ones', async () => {
  const dataset = colourDataset(3, 8, 12);
  const latent = tiny();
  const start = cloneNetwork(latent);
  const { network: rounded } = await compressions.twn.store(latent, new SparseLayers());
  const before = cloneNetwork(rounded);
  const step = (network: Network, how: object) => {
    const sgd = new Sgd({ momentum: 0, weightDecay: 0 });
    trainStep({ network, sgd, ...how }, makeBatch(dataset, dataset.train, [0, 1, 2, 3]), 0.1, new Random(1));
  };
  step(latent, compressions.twn.training!(latent, new Map()));
  step(rounded, {});
  for (const key of ['conv1/kernel', 'conv2/kernel', 'conv3/kernel', 'classes/bias']) {
    const moved = (after: Network, from: Network) => tf.sub(after.weights.get(key)!, from.weights.get(key)!);
    expectClose(moved(latent, start), moved(rounded, before), 1e-4);
  }
});
