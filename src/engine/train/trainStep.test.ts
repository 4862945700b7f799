import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { makeBatch } from '../data/batches';
import { disposeNetwork, type Network } from '../network/network';
import { NetworkBuilder } from '../network/networkBuilder';
import { Random } from '../random';
import { colourDataset } from '../testing/fixtures';
import { expectClose } from '../testing/numbers';
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
  const loss = trainStep({ network, sgd }, batch, 0.01, new Random(1));
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
    new NetworkBuilder([8, 8, 3])
      .append('conv', 'Conv2D', { filters: 4, kernel_size: 3, activation })
      .append('up', 'UpSampling2D', { interpolation: 'bilinear' })
      .append('pool', 'MaxPooling2D', { pool_size: 3, strides: 2 })
      .append('flat', 'Flatten')
      .append('classes', 'Dense', { units: 4 })
      .build('activated', new Random(1)),
  );
});

test('a step in parts moves the weights as a whole one does; only batch norms tell the difference', () => {
  const built = () =>
    new NetworkBuilder([8, 8, 3])
      .append('conv', 'Conv2D', { filters: 5, kernel_size: 3, activation: 'relu' })
      .append('deep', 'DepthwiseConv2D', { kernel_size: 3, strides: 2, padding: 'same' })
      .append('flat', 'Flatten')
      .append('classes', 'Dense', { units: 4, activation: 'softmax' })
      .build('plain', new Random(1));
  const batch = makeBatch(dataset, dataset.train, [...Array(20).keys()]);
  const stepped = (part?: number) => {
    const network = built();
    const before = tf.memory().numTensors;
    const sgd = new Sgd({ momentum: 0.9, weightDecay: 1e-4 });
    const losses = [1, 2].map(() => {
      const loss = trainStep({ network, sgd }, batch, 0.1, new Random(1), part);
      const [value] = loss.dataSync();
      loss.dispose();
      return value!;
    });
    sgd.dispose();
    expect(tf.memory().numTensors).toBe(before);
    return { network, losses };
  };
  const whole = stepped();
  for (const part of [1, 6, 19, 20, 64]) {
    const { network, losses } = stepped(part);
    for (const [step, loss] of losses.entries()) expect(Math.abs(loss / whole.losses[step]! - 1)).toBeLessThan(1e-5);
    for (const [key, weight] of whole.network.weights) expectClose(network.weights.get(key)!, weight, 1e-5);
    disposeNetwork(network);
  }
  disposeNetwork(whole.network);
  tf.dispose([batch.images, batch.labels]);
});

test('in parts the averages of a batch norm move by each part, as in steps of their own', () => {
  const built = () =>
    new NetworkBuilder([8, 8, 3])
      .append('bn', 'BatchNormalization', { momentum: 0.5 })
      .append('gap', 'GlobalAveragePooling2D')
      .append('classes', 'Dense', { units: 4 })
      .build('normalised', new Random(1));
  const [inParts, inSteps] = [built(), built()];
  const batch = makeBatch(dataset, dataset.train, [0, 1, 2, 3, 4, 5]);
  const still = new Sgd({ momentum: 0, weightDecay: 0 });
  trainStep({ network: inParts, sgd: still }, batch, 0, new Random(1), 3).dispose();
  for (const start of [0, 3]) {
    const part = makeBatch(dataset, dataset.train, [start, start + 1, start + 2]);
    trainStep({ network: inSteps, sgd: still }, part, 0, new Random(1)).dispose();
    tf.dispose([part.images, part.labels]);
  }
  for (const key of ['bn/moving_mean', 'bn/moving_variance'])
    expectClose(inParts.weights.get(key)!, inSteps.weights.get(key)!, 1e-6);
  still.dispose();
  for (const network of [inParts, inSteps]) disposeNetwork(network);
  tf.dispose([batch.images, batch.labels]);
});
