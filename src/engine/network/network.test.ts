import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { channelGroups } from '../channels/channelGraph';
import { prunableGroups } from '../channels/prunableGroups';
import { cut, mask } from '../channels/surgery';
import { foldForInference } from '../inference/chain';
import { foldFrozen } from '../inference/fold';
import { writeTfjsLayers } from '../io/formats/tfjsLayers';
import { cifarResnet } from '../models/resnet';
import { vgg } from '../models/vgg';
import { Random } from '../random';
import { flattened, residual, unsettle } from '../testing/networks';
import { expectClose, normals } from '../testing/numbers';
import { costOf } from './cost';
import { predict } from './execute';
import { cloneNetwork, disposeNetwork, type Network, replaceWeight } from './network';
import { freshNetwork, NetworkBuilder } from './networkBuilder';

beforeAll(() => chooseBackend(['wasm']));

const plain = () =>
  unsettle(vgg('plain', { blocks: [[6, 5], [7]], classes: 4, inputShape: [8, 8, 3] }, new Random(2)), 3);
const resnet = () => unsettle(cifarResnet('resnet', { blocks: 1, classes: 4, size: 8 }, new Random(4)), 5);
const builders: Record<string, () => Network> = { plain, residual, flattened, resnet };
const images = () => tf.tensor4d(normals(new Random(1), 4 * 8 * 8 * 3), [4, 8, 8, 3]);

describe.each(Object.entries(builders))('%s', (_, build) => {
  test('computes what TensorFlow.js computes after loading the written model', async () => {
    const network = build();
    const files = await writeTfjsLayers(network);
    const { modelTopology, weightsManifest } = JSON.parse(new TextDecoder().decode(files['model.json']));
    const model = await tf.loadLayersModel({
      load: async () => ({
        modelTopology,
        weightSpecs: weightsManifest[0].weights,
        weightData: Uint8Array.from(files['weights.bin']).buffer,
      }),
    });
    expectClose(predict(network, images()), model.predict(images()) as tf.Tensor, 1e-4);
    model.dispose();
  });

  test('folded for inference it computes the same', () => {
    const network = build();
    const folded = foldFrozen(network);
    expect(folded.layers.length).toBeLessThanOrEqual(network.layers.length);
    expectClose(predict(folded, images()), predict(network, images()), 1e-4);
    const chained = foldForInference(network);
    expect(chained.layers.length).toBeLessThan(folded.layers.length);
    const seven = tf.concat([images(), tf.slice(images(), 0, 3)]);
    expectClose(predict(chained, seven), predict(folded, seven), 1e-5);
  });

  test('masked and cut networks agree for any kept channels', () => {
    const network = build();
    const groups = channelGroups(network).filter(({ locked }) => locked === undefined);
    const keptOf = fc.tuple(
      ...groups.map(({ name, channels }) =>
        fc.subarray([...Array(channels).keys()], { minLength: 1 }).map((kept): [string, number[]] => [name, kept]),
      ),
    );
    fc.assert(
      fc.property(keptOf, (entries) => {
        const before = tf.memory().numTensors;
        const kept = new Map(entries);
        const masked = cloneNetwork(network);
        mask(masked, kept);
        const small = cut(network, kept);
        tf.tidy(() => expectClose(predict(small, images()), predict(masked, images()), 1e-4));
        expect(costOf(small).params).toBeLessThanOrEqual(costOf(network).params);
        disposeNetwork(masked);
        disposeNetwork(small);
        expect(tf.memory().numTensors).toBe(before);
      }),
      { numRuns: 12, seed: 1 },
    );
  });
});

test('what can be pruned: no image channels, no classes, no residual stream, and in the paper inputs of convolutions', () => {
  expect(prunableGroups(residual()).map(({ id }) => id)).toEqual(['b', 'classes']);
  expect(prunableGroups(residual(), 'pruned').map(({ id }) => id)).toEqual(['b', 'stream:stem', 'classes']);
  expect(prunableGroups(plain()).map(({ id, group }) => [id, group.name])).toEqual([
    ['conv2', 'conv1'],
    ['conv3', 'conv2'],
    ['classes', 'conv3'],
  ]);
  expect(prunableGroups(plain(), 'convolutions').map(({ id }) => id)).toEqual(['conv2', 'conv3']);
  expect(prunableGroups(flattened()).map(({ id }) => id)).toEqual(['conv2', 'hidden', 'classes']);
  const locked = channelGroups(residual()).flatMap(({ name, locked: reason }) => (reason ? [[name, reason]] : []));
  expect(Object.fromEntries(locked)).toMatchObject({ input: { code: 'image' }, classes: { code: 'classes' } });
});

test('sizes by hand', () => {
  // conv1 3x3x3x6 at 8x8, conv2 3x3x6x5 at 8x8, conv3 3x3x5x7 at 4x4, classes 7x4
  expect(costOf(plain())).toEqual({
    params: 162 + 12 + 270 + 10 + 315 + 14 + 28 + 4,
    flops: 64 * (162 + 6) + 64 * (270 + 5) + 16 * (315 + 7) + 28,
    bytes: 4 * (162 + 24 + 270 + 20 + 315 + 28 + 28 + 4),
  });
});

test('a group that must keep a channel, or does not exist, is refused by name', () => {
  expect(() => cut(plain(), new Map([['conv1', []]]))).toThrow('group "conv1" must keep at least one channel');
  expect(() => cut(plain(), new Map([['nonsense', [0]]]))).toThrow('has no channel group "nonsense"');
});

test('the input gradient of a folded network is the network’s own, through depthwise convolutions and ReLU6 too', () => {
  const network = unsettle(
    new NetworkBuilder([8, 8, 3])
      .convBatchNorm(1, 6)
      .append('relu6', 'ReLU', { max_value: 6 })
      .depthwiseBatchNormRelu('d', 2)
      .append('twice', 'DepthwiseConv2D', { kernel_size: [2, 2], depth_multiplier: 2, activation: 'relu6' })
      .convBatchNormRelu(2, 5, { kernel: 1 })
      .append('gap', 'GlobalAveragePooling2D')
      .build('mobile', new Random(2)),
    3,
  );
  const folded = foldFrozen(network);
  expect(folded.layers.map(({ name }) => name)).toEqual([
    'input',
    'relu6',
    'relud',
    'twice/activation',
    'relu2',
    'gap',
  ]);
  const loss = (of: Network) => (x: tf.Tensor) => tf.sum(tf.square(predict(of, tf.mul(x, 4))));
  expectClose(tf.grad(loss(folded))(images()), tf.grad(loss(network))(images()), 1e-4);
});

test('an auxiliary head folds to one layer and its classifier, with the same scores and gradients', () => {
  const head = unsettle(
    new NetworkBuilder([5, 6, 7])
      .append('bn', 'BatchNormalization')
      .append('relu', 'ReLU')
      .append('gap', 'GlobalAveragePooling2D')
      .append('theta', 'Dense', { units: 3, use_bias: false })
      .build('head', new Random(1)),
    2,
  );
  const folded = foldFrozen(head);
  expect(folded.layers.map(({ name }) => name)).toEqual(['input', 'gap', 'theta']);
  const x = tf.tensor4d(normals(new Random(3), 2 * 5 * 6 * 7), [2, 5, 6, 7]);
  expectClose(predict(folded, x), predict(head, x), 1e-5);
  const loss = (of: Network) => (input: tf.Tensor) => tf.sum(tf.square(predict(of, input)));
  expectClose(tf.grad(loss(folded))(x), tf.grad(loss(head))(x), 1e-4);
});

test('a fresh network has kernels of He’s variance and batch norms that change nothing; what images are scaled by stays', () => {
  const trained = new NetworkBuilder([8, 8, 3])
    .append('scale', 'Normalization', {})
    .convBatchNormRelu(1, 64)
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: 10 })
    .build('trained', new Random(1));
  for (const key of trained.weights.keys()) replaceWeight(trained, key, tf.fill(trained.weights.get(key)!.shape, 7));
  const fresh = freshNetwork(trained, new Random(2));
  const valuesOf = (key: string) => [...fresh.weights.get(key)!.dataSync()];
  const kernel = valuesOf('conv1/kernel');
  const square = kernel.reduce((sum, value) => sum + value * value, 0) / kernel.length;
  // 1,728 draws: the standard error of their variance is 3.4% of it
  expect(square / (2 / 27)).toBeGreaterThan(0.86);
  expect(square / (2 / 27)).toBeLessThan(1.14);
  expect(new Set([...valuesOf('bn1/gamma'), ...valuesOf('bn1/moving_variance')])).toEqual(new Set([1]));
  expect(new Set([...valuesOf('bn1/beta'), ...valuesOf('bn1/moving_mean'), ...valuesOf('classes/bias')])).toEqual(
    new Set([0]),
  );
  expect(new Set([...valuesOf('scale/mean'), ...valuesOf('scale/variance')])).toEqual(new Set([7]));
  expect(trained.weights.get('conv1/kernel')!.dataSync()[0]).toBe(7);
  for (const network of [trained, fresh]) disposeNetwork(network);
});
