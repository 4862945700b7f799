import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { channelGroups } from '../channels/channelGraph';
import { prunableGroups } from '../channels/prunableGroups';
import { disposeNetwork, replaceWeight, weightOf } from '../network/network';
import { NetworkBuilder } from '../network/networkBuilder';
import { Random } from '../random';
import { expectClose, normals } from '../testing/numbers';
import { keepLargest } from './choosing';
import { absoluteSums, distanceSums, euclideanNorms, filterScores } from './filterScores';

beforeAll(() => chooseBackend(['wasm']));

/** Three filters of two weights each: (3, 4), (0, 0) and (-6, 8). */
const filters = () => tf.tensor2d([3, 4, 0, 0, -6, 8], [3, 2]);

test.each([
  ['sums of absolute weights', absoluteSums, [7, 0, 14]],
  ['Euclidean norms', euclideanNorms, [5, 0, 10]],
  ['sums of distances', distanceSums, [5 + Math.sqrt(97), 5 + 10, Math.sqrt(97) + 10]],
] as const)('%s by hand', (_, scoreOf, expected) => {
  expectClose(scoreOf(filters()), tf.tensor1d([...expected]), 1e-6);
});

const chain = () => new NetworkBuilder([8, 8, 3]).append('stem', 'Conv2D', { filters: 4, kernel_size: [3, 3] });
const build = (builder: NetworkBuilder) =>
  builder
    .append('next', 'Conv2D', { filters: 5, kernel_size: [1, 1] })
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: 3 })
    .build('small', new Random(4));

describe('the filter of a channel is all weights of the layer that make it', () => {
  test.each([
    ['Conv2D', { filters: 4, kernel_size: [3, 3] }, 'kernel', 3],
    ['Conv2DTranspose', { filters: 4, kernel_size: [2, 3] }, 'kernel', 2],
    ['SeparableConv2D', { filters: 4, kernel_size: [3, 3] }, 'pointwise_kernel', 3],
    ['Dense', { units: 4 }, 'kernel', 1],
  ] as const)('%s', async (className, config, weight, axis) => {
    const network = build(chain().append('made', className, config));
    const group = channelGroups(network).find(({ name }) => name === 'made')!;
    const kernel = weightOf(network, 'made', weight);
    const others = [...kernel.shape.keys()].filter((other) => other !== axis);
    const expected = tf.sqrt(tf.sum(tf.square(kernel), others));
    expectClose(tf.tensor1d(await filterScores(network, group, euclideanNorms)), expected, 1e-5);
    disposeNetwork(network);
  });
});

test('a channel that several layers make has their scores added up; side by side each has its own', async () => {
  const network = build(
    chain()
      .append('other', 'Conv2D', { filters: 4, kernel_size: [3, 3] }, ['input'])
      .append('sum', 'Add', {}, ['stem', 'other'])
      .append('third', 'Conv2D', { filters: 2, kernel_size: [3, 3] }, ['input'])
      .append('joined', 'Concatenate', {}, ['sum', 'third']),
  );
  const group = channelGroups(network).find(({ name }) => name === 'stem')!;
  const normOf = (layer: string) => [...tf.sum(tf.abs(weightOf(network, layer, 'kernel')), [0, 1, 2]).dataSync()];
  const [stem, other, third] = [normOf('stem'), normOf('other'), normOf('third')];
  const expected = [...stem.map((norm, at) => norm + other[at]!), ...third];
  expectClose(tf.tensor1d(await filterScores(network, group, absoluteSums)), tf.tensor1d(expected), 1e-5);
  disposeNetwork(network);
});

test('FPGM removes the filters nearest to the geometric median, which norms alone keep', async () => {
  // Filters 1 and 2 are large and next to the others' median; filters 0 and 5 are small and far from all.
  const network = build(chain().append('made', 'Conv2D', { filters: 6, kernel_size: [1, 1] }));
  const centres = [
    [0, 0],
    [5, 0.1],
    [5, -0.1],
    [10, 3],
    [10, -3],
    [0, 0.5],
  ];
  const rows = [0, 1, 2, 3].flatMap((input) => centres.map((centre) => centre[input] ?? 0));
  replaceWeight(network, 'made/kernel', tf.tensor4d(rows, [1, 1, 4, 6]));
  const group = prunableGroups(network).find(({ id }) => id === 'next')!;
  const distances = await filterScores(network, group.group, distanceSums);
  expect(keepLargest(group, distances, 4)).toEqual([0, 3, 4, 5]);
  const norms = await filterScores(network, group.group, euclideanNorms);
  expect(keepLargest(group, norms, 4)).toEqual([1, 2, 3, 4]);
  disposeNetwork(network);
});

test('distances of many random filters are those of the definition', () => {
  const [count, size] = [20, 30];
  const rows = normals(new Random(9), count * size);
  const distance = (a: number, b: number) =>
    Math.hypot(...Array.from({ length: size }, (_, at) => rows[a * size + at]! - rows[b * size + at]!));
  const expected = Array.from({ length: count }, (_, a) =>
    Array.from({ length: count }, (_, b) => distance(a, b)).reduce((sum, one) => sum + one, 0),
  );
  const found = distanceSums(tf.tensor2d(rows, [count, size]));
  expectClose(found, tf.tensor1d(expected), 1e-4);
});
