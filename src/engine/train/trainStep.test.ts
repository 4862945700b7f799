import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { makeBatch } from '../data/batches';
import { LayerChain } from '../network/build';
import { disposeNetwork, type Network } from '../network/network';
import { Random } from '../random';
import { colourDataset } from '../testing/fixtures';
import { buildRandom, endNames, stepNames } from '../testing/randomNetworks';
import { Sgd } from './sgd';
import { trainableKeys, trainStep } from './trainStep';

await chooseBackend(['wasm']);

const dataset = colourDataset(4, 8, 20);

/** One step moves every trained weight that the loss depends on, by finite amounts, and leaves nothing behind. */
function expectTrains(network: Network): void {
  const before = new Map(trainableKeys(network).map((key) => [key, network.weights.get(key)!.dataSync()]));
  const sgd = new Sgd({ momentum: 0.9, weightDecay: 0 });
  const batch = makeBatch(dataset, dataset.train, [0, 1, 2, 3, 4]);
  const tensors = tf.memory().numTensors;
  const loss = trainStep(network, batch, sgd, 0.01, new Random(1));
  expect(Number.isFinite(loss.dataSync()[0])).toBe(true);
  loss.dispose();
  sgd.dispose();
  expect(tf.memory().numTensors).toBe(tensors);
  const moved = [...before].filter(([key, values]) => {
    const after = network.weights.get(key)!.dataSync();
    expect(after.every(Number.isFinite)).toBe(true);
    return after.some((value, index) => value !== values[index]);
  });
  expect(moved.length).toBeGreaterThan(before.size / 2);
  tf.dispose([batch.images, batch.labels]);
  disposeNetwork(network);
}

test.each(stepNames)('a network with %s trains', (kind) => {
  expectTrains(
    buildRandom({
      steps: [
        { kind: 'convRelu', width: 4 },
        { kind, width: 4 },
      ],
      end: 'pooled',
      seed: 3,
    }),
  );
});

test.each(endNames)('a network with the end "%s" trains', (end) => {
  expectTrains(buildRandom({ steps: [{ kind: 'convRelu', width: 4 }], end, seed: 3 }));
});

const activations = [
  ...['relu6', 'leaky_relu', 'elu', 'selu', 'gelu', 'silu', 'mish', 'sigmoid', 'hard_silu'],
  ...['tanh', 'softplus', 'softsign', 'exponential'],
];

test.each(activations)('a network with %s trains', (activation) => {
  expectTrains(
    new LayerChain([8, 8, 3])
      .append('conv', 'Conv2D', { filters: 4, kernel_size: 3, activation })
      .append('up', 'UpSampling2D', { interpolation: 'bilinear' })
      .append('pool', 'MaxPooling2D', { pool_size: 3, strides: 2 })
      .append('flat', 'Flatten')
      .append('classes', 'Dense', { units: 4 })
      .build('activated', new Random(1)),
  );
});
