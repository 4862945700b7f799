import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { makeBatch } from '../data/batches';
import { vgg } from '../models/vgg';
import { execute, imageFeeds, predict } from '../network/execute';
import { logitsNetwork, outputKind } from '../network/logits';
import { replaceWeight, weightOf } from '../network/network';
import { NetworkBuilder } from '../network/networkBuilder';
import { Random } from '../random';
import { colourDataset } from '../testing/fixtures';
import { expectClose, finiteDifferences, normals } from '../testing/numbers';
import { buildHead, discriminationLoss, learnTheta, stageNetwork, thetaDecay } from '../train/heads';
import { sigmoidCrossEntropy } from '../train/loss';
import { jointGradient } from './jointGradient';
import { layerProblem } from './layerProblem';
import { jointLoss, reconstructionGradient, reconstructionLoss } from './losses';
import { SelectionSamples } from './samples';
import { adaptStops } from './stopRule';

beforeAll(() => chooseBackend(['wasm']));

const number = (scalar: tf.Tensor) => scalar.dataSync()[0]!;

test('Eq 3 by hand: squares 1, 0, 0, 4 over 2 Q = 8', () => {
  expect(number(reconstructionLoss(tf.tensor([1, 2, 3, 4]), tf.tensor([0, 2, 3, 2])))).toBeCloseTo(5 / 8, 6);
});

test('the gradient of Eq 3 equals finite differences', () => {
  const random = new Random(1);
  const output = normals(random, 12);
  const baseline = tf.tensor(normals(random, 12));
  const expected = finiteDifferences((x) => number(reconstructionLoss(tf.tensor(x), baseline)), output, 0.05);
  expectClose(reconstructionGradient(tf.tensor(output), baseline), tf.tensor(expected), 1e-3);
});

test('Eq 4 by hand: batch norm, ReLU, average, theta', () => {
  const network = vgg('one', { blocks: [[2]], classes: 2, inputShape: [1, 2, 1] }, new Random(1));
  const head = buildHead(network, 'conv1', new Random(1));
  replaceWeight(head.network, 'bn/gamma', tf.tensor([2, 1]));
  replaceWeight(head.network, 'bn/beta', tf.tensor([0, 1]));
  replaceWeight(head.network, 'bn/moving_mean', tf.tensor([1, 0]));
  replaceWeight(head.network, 'bn/moving_variance', tf.tensor([4 - 1e-3, 1 - 1e-3]));
  replaceWeight(
    head.network,
    'theta/kernel',
    tf.tensor2d([
      [1, 2],
      [10, 0],
    ]),
  );
  const output = tf.tensor4d([3, -5, -1, 3], [1, 1, 2, 2]);
  const [logits] = execute(head.network, { [head.network.input]: output }, [head.network.output]);
  // F = [mean(relu(3 - 1), relu(-1 - 1)), mean(relu(-5 + 1), relu(3 + 1))] = [1, 2]
  expectClose(logits!, tf.tensor2d([[21, 2]]), 1e-5);
});

test('theta learns what the frozen features tell of the classes, until its decay weighs as much as L_S', async () => {
  const dataset = colourDataset(3, 8, 60);
  const network = vgg('v', { blocks: [[6]], classes: 3, inputShape: [8, 8, 3] }, new Random(3));
  const head = buildHead(network, 'conv1', new Random(4));
  const indices = Uint32Array.from({ length: 60 }, (_, index) => index);
  const { images, labels } = makeBatch(dataset, dataset.train, indices);
  /** theta^T F, and what moves theta: F^T (labels - softmax(theta^T F)) / N - thetaDecay theta. */
  const look = () =>
    tf.tidy(() => {
      const stage = stageNetwork(network, head);
      const [scores, features] = execute(stage, { [stage.input]: images }, [stage.output, `${head.network.name}/gap`]);
      const wrong = tf.sub(labels, tf.softmax(scores!));
      const pull = tf.div(tf.matMul(features as tf.Tensor2D, wrong as tf.Tensor2D, true), indices.length);
      const decay = tf.mul(weightOf(head.network, 'theta', 'kernel'), thetaDecay);
      return {
        loss: number(discriminationLoss(scores as tf.Tensor2D, labels)),
        force: number(tf.norm(tf.sub(pull, decay))),
      };
    });
  const before = look();
  const tensors = tf.memory().numTensors;
  for await (const _ of learnTheta(network, head, dataset, indices));
  expect(tf.memory().numTensors).toBe(tensors);
  const after = look();
  expect(after.loss).toBeLessThan(before.loss / 2);
  expect(after.force).toBeLessThan(before.force / 10);
});

test('Eq 5 by hand: class scores 0 and ln 3 of the second class cost ln 4/3', () => {
  const loss = discriminationLoss(tf.tensor2d([[0, Math.log(3)]]), tf.tensor2d([[0, 1]]));
  expect(number(loss)).toBeCloseTo(Math.log(4 / 3), 6);
});

test('Eq 6 and Eq 10 by hand', () => {
  expect(jointLoss(2, 3, { reconstruction: 1, lambda: 0.5 })).toBe(3.5);
  expect(jointLoss(2, 3, { reconstruction: 2, lambda: 0 })).toBe(4);
  expect(adaptStops(10, 5, 4.95, 0.01)).toBe(true);
  expect(adaptStops(10, 5, 4.5, 0.01)).toBe(false);
  expect(adaptStops(10, 5, 4.81, 0.01, 2)).toBe(true);
  expect(adaptStops(10, 5, 4.79, 0.01, 2)).toBe(false);
});

const thirty = Uint32Array.from({ length: 30 }, (_, index) => index);

test('the gradient of the joint loss equals finite differences of Eq 6', async () => {
  const dataset = colourDataset(3, 8, 30);
  const network = vgg('v', { blocks: [[2, 3], [3]], classes: 3, inputShape: [8, 8, 3] }, new Random(3));
  const head = buildHead(network, 'conv3', new Random(4));
  const baseline = vgg('b', { blocks: [[2, 3], [3]], classes: 3, inputShape: [8, 8, 3] }, new Random(5));
  const problem = await layerProblem('conv2', {
    ...{ pruned: network, baseline, head, samples: new SelectionSamples(dataset, thirty, 64) },
  });
  const [part] = problem.batches[0]!;
  const { kernel, bias } = problem.warmStart;
  const weights = { reconstruction: 2, lambda: 3 };
  const stage = stageNetwork(network, head);
  const { images } = makeBatch(dataset, dataset.train, thirty);
  const [input] = execute(network, imageFeeds(network, images), ['relu1']);
  const split = { order: [0, 1], selected: 2, open: 1 };
  const joint = (values: Float32Array, added = bias.dataSync<'float32'>()): number =>
    part!.use(split, (samples) => {
      const convolved = tf.conv2d(input as tf.Tensor4D, tf.tensor4d(values, kernel.shape), 1, 'same');
      const output = tf.add<tf.Tensor4D>(convolved, tf.tensor1d(added));
      const [logits] = execute(stage, { conv2: output }, [stage.output]);
      return jointLoss(
        number(reconstructionLoss(output, samples.baseline)),
        number(discriminationLoss(logits as tf.Tensor2D, samples.labels)),
        weights,
      );
    });
  const at = Float32Array.from(kernel.dataSync());
  const expected = finiteDifferences(joint, at, 2e-3);
  const expectedOfBias = finiteDifferences((values) => joint(at, values), Float32Array.from(bias.dataSync()), 2e-3);
  const expectedGradient = tf.tensor4d(expected, kernel.shape);
  const sums = part!.use(split, (samples) => {
    const { outputGradient, bias: ofBias } = jointGradient(problem, samples, { kernel, bias }, weights);
    expectClose(ofBias, tf.tensor1d(expectedOfBias), 2e-2);
    return [samples.input.selectedGradient(outputGradient), samples.input.addOpenGradient(outputGradient, undefined)];
  });
  expectClose(sums[0]!, expectedGradient, 2e-2);
  const open = problem.form.openGradient(sums[1]!, split);
  expectClose(open, tf.slice(expectedGradient, [0, 0, 1, 0], [-1, -1, 1, -1]), 2e-2);
});

test('the loss of sigmoid outputs by hand, and its gradient', () => {
  const labels = tf.tensor2d([[1, 0]]);
  expect(number(sigmoidCrossEntropy(tf.tensor2d([[0, Math.log(3)]]), labels))).toBeCloseTo(
    Math.log(2) + Math.log(4),
    5,
  );
  const logits = normals(new Random(2), 2);
  const loss = (z: tf.Tensor) => sigmoidCrossEntropy(tf.reshape(z, [1, 2]) as tf.Tensor2D, labels);
  const expected = finiteDifferences((z) => number(loss(tf.tensor1d(z))), logits, 1e-2);
  expectClose(tf.grad(loss)(tf.tensor1d(logits)), tf.tensor1d(expected), 1e-2);
});

test('one sigmoid unit is a softmax of two classes', () => {
  const network = new NetworkBuilder([2, 2, 1])
    .append('gap', 'GlobalAveragePooling2D')
    .append('yes', 'Dense', { units: 1, activation: 'sigmoid' })
    .build('binary', new Random(1));
  const scoring = logitsNetwork(network);
  const images = tf.tensor4d(normals(new Random(3), 12), [3, 2, 2, 1]);
  const share = predict(network, images);
  expectClose(tf.softmax(predict(scoring, images)), tf.concat([tf.sub(1, share), share], 1), 1e-5);
  expect(outputKind(network)).toBe('softmax');
});

test.each([
  [
    'inside of the last layer',
    (chain: NetworkBuilder) => chain.append('c', 'Dense', { units: 3, activation: 'softmax' }),
  ],
  ['behind it', (chain: NetworkBuilder) => chain.append('c', 'Dense', { units: 3 }).append('s', 'Softmax')],
  [
    'before a reshape',
    (chain: NetworkBuilder) =>
      chain
        .append('c', 'Dense', { units: 3 })
        .append('a', 'Activation', { activation: 'softmax' })
        .append('r', 'Reshape', { target_shape: [3] }),
  ],
  ['nowhere', (chain: NetworkBuilder) => chain.append('c', 'Dense', { units: 3 })],
])('scores come from before a softmax %s', (_, end) => {
  const chain = new NetworkBuilder([4, 4, 3]).append('gap', 'GlobalAveragePooling2D');
  const network = end(chain).build('n', new Random(7));
  const scoring = logitsNetwork(network);
  const images = tf.tensor4d(normals(new Random(3), 96), [2, 4, 4, 3]);
  const [plain] = execute(network, { input: images }, ['c']);
  expectClose(predict(scoring, images), plain!, 1e-6);
});

test('the joint gradient of one pass equals that of stock kernels', async () => {
  const dataset = colourDataset(3, 8, 30);
  const on = async (backend: 'wasm' | 'cpu') => {
    await chooseBackend([backend]);
    const network = vgg('v', { blocks: [[5, 7], [6]], classes: 3, inputShape: [8, 8, 3] }, new Random(3));
    const baseline = vgg('b', { blocks: [[5, 7], [6]], classes: 3, inputShape: [8, 8, 3] }, new Random(5));
    const problem = await layerProblem('conv2', {
      ...{ pruned: network, baseline, head: undefined, samples: new SelectionSamples(dataset, thirty, 64) },
    });
    const [part] = problem.batches[0]!;
    const split = { order: [4, 0, 2, 3, 1], selected: 5, open: 2 };
    const gradients = part!.use(split, ({ input, ...samples }) => {
      const joint = jointGradient(
        problem,
        { input, ...samples },
        problem.warmStart,
        { reconstruction: 1, lambda: 2 },
        0.25,
      );
      const { outputGradient, bias, reconstruction } = joint;
      const open = input.addOpenGradient(outputGradient, input.addOpenGradient(outputGradient, undefined));
      return [input.selectedGradient(outputGradient), problem.form.openGradient(open, split), bias, reconstruction()];
    });
    return gradients.map((tensor) => ({ shape: tensor.shape, values: tensor.dataSync() }));
  };
  const fused = await on('wasm');
  const stock = await on('cpu');
  await chooseBackend(['wasm']);
  for (const [index, { shape, values }] of fused.entries())
    expectClose(tf.tensor(values, shape), tf.tensor(stock[index]!.values, shape), 1e-4);
});
