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
import { withRoundedInputs } from './activations';
import type { CompressionId } from './ids';
import { compressions } from './index';
import { innerKernels } from './innerKernels';
import { straightThrough } from './straightThrough';
import { ternaryWeights } from './ternary';

await chooseBackend(['wasm']);

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

const dataset = colourDataset(3, 8, 24);
const tiny = () => vgg('tiny', { blocks: [[4, 6], [6]], classes: 3, inputShape: [8, 8, 3] }, new Random(2));
const batchOf = () => makeBatch(dataset, dataset.train, [...Array(24).keys()]);
const inner = ['conv2/kernel', 'conv3/kernel'];
const trainedIds = ['twn', 'bwn', 'xnor', 'dorefa'] as const;

/** As it begins to be trained for a compression: what inner layers read is rounded where that is part of it. */
async function begun(id: CompressionId): Promise<Network> {
  const { fitRounding } = compressions[id];
  const plain = tiny();
  return fitRounding ? withRoundedInputs(plain, batchOf().images, fitRounding) : plain;
}

/** Numbers that stand for what the two inner layers read: 4 channels and 6. */
const activationNumbers = { twn: 0, bwn: 0, xnor: 5 + 7, dorefa: 2 + 2 };

test.each([
  ['twn', 2, 2],
  ['bwn', 1, 6 + 6],
  ['xnor', 1, 6 + 6],
  ['dorefa', 4, 2],
] as const)('%s: bytes are those of codes, scales, and all else in 32 bits', async (id, bits, scales) => {
  const network = await begun(id);
  const codes = [4 * 6 * 9, 6 * 6 * 9];
  const coded = codes.reduce((sum, count) => sum + Math.ceil((bits * count) / 8), 0);
  const rest = [...network.weights.values()].reduce((sum, { size }) => sum + size, 0) - codes[0]! - codes[1]!;
  const { network: stored, storedBytes } = await compressions[id].store(network, new SparseLayers());
  expect(storedBytes).toBe(coded + 4 * (scales + activationNumbers[id]) + 4 * rest);
  expect(stored.weights.get('conv1/kernel')!.dataSync()).toEqual(network.weights.get('conv1/kernel')!.dataSync());
  disposeNetwork(network);
  disposeNetwork(stored);
});

test.each(trainedIds)(
  '%s: a step with rounded weights moves the weights themselves as it would move the rounded ones',
  async (id) => {
    const latent = await begun(id);
    const start = cloneNetwork(latent);
    const { network: rounded } = await compressions[id].store(latent, new SparseLayers());
    const before = cloneNetwork(rounded);
    const step = (network: Network, how: object) => {
      const sgd = new Sgd({ momentum: 0, weightDecay: 0 });
      trainStep({ network, sgd, ...how }, batchOf(), 0.1, new Random(1));
    };
    step(latent, compressions[id].training!(latent, new Map()));
    step(rounded, {});
    for (const key of ['conv1/kernel', ...inner, 'classes/bias']) {
      const moved = (after: Network, from: Network) => tf.sub(after.weights.get(key)!, from.weights.get(key)!);
      expect(tf.max(tf.abs(moved(latent, start))).dataSync()[0]).toBeGreaterThan(1e-4);
      expectClose(moved(latent, start), moved(rounded, before), 1e-4);
    }
  },
);

/** Whether the weights of a filter, or of a kernel, are such as are allowed. */
const areAllowed: Readonly<Record<(typeof trainedIds)[number], (filter: number[], kernel: number[]) => boolean>> = {
  twn: (_, kernel) => {
    const most = Math.max(...kernel);
    return kernel.every((weight) => [-most, 0, most].includes(weight));
  },
  bwn: (filter) => filter.every((weight) => Math.abs(weight) === Math.abs(filter[0]!) && weight !== 0),
  xnor: (filter) => filter.every((weight) => Math.abs(weight) === Math.abs(filter[0]!) && weight !== 0),
  dorefa: (_, kernel) => {
    const unit = Math.max(...kernel.map(Math.abs)) / 15;
    return kernel.every((weight) => Math.abs(Math.abs((weight / unit) % 2) - 1) < 1e-3);
  },
};

test.each(trainedIds)(
  '%s: training lowers the loss, and leaves weights that are stored as allowed ones',
  async (id) => {
    const network = await begun(id);
    const start = cloneNetwork(network);
    const sgd = new Sgd({ momentum: 0.9, weightDecay: 1e-4 });
    const { rounding } = compressions[id].training!(network, new Map());
    const losses = Array.from({ length: 30 }, () => {
      const loss = trainStep({ network, sgd, rounding: rounding! }, batchOf(), 0.02, new Random(1));
      return loss.dataSync()[0]!;
    });
    console.info(`${id}: ${losses[0]!.toFixed(3)} to ${losses.at(-1)!.toFixed(3)} nats`);
    expect(losses.at(-1)).toBeLessThan(losses[0]! / 2);
    const { network: stored } = await compressions[id].store(network, new SparseLayers());
    for (const key of inner) {
      const kernel = stored.weights.get(key)!;
      const filters = tf.unstack(kernel, 3).map((filter) => [...filter.dataSync()]);
      for (const filter of filters) expect(areAllowed[id](filter, [...kernel.dataSync()])).toBe(true);
      expect(network.weights.get(key)!.dataSync()).not.toEqual(kernel.dataSync());
      expect(network.weights.get(key)!.dataSync()).not.toEqual(start.weights.get(key)!.dataSync());
    }
  },
);
