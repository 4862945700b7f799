import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../../backend/chooseBackend';
import { prunableGroups } from '../../channels/prunableGroups';
import { proceed } from '../../checkpoint';
import { makeImages } from '../../data/batches';
import { channelsRead } from '../../layerwise/convolution';
import { disposeProblem, layerProblem } from '../../layerwise/layerProblem';
import { SelectionSamples } from '../../layerwise/samples';
import { solverOf } from '../../layerwise/solvers';
import { execute, predict } from '../../network/execute';
import { disposeNetwork, type Network, replaceWeight, weightOf } from '../../network/network';
import { NetworkBuilder } from '../../network/networkBuilder';
import { prune } from '../../prune/prune';
import { Random } from '../../random';
import { colourDataset } from '../../testing/fixtures';
import { unsettle } from '../../testing/networks';
import { expectClose } from '../../testing/numbers';
import { recipeOf } from '../recipe';
import { scoreChannels } from './scoring';

beforeAll(() => chooseBackend(['wasm']));

const dataset = colourDataset(3, 8, 60);
const spatial = { filters: 5, kernel_size: [3, 3] };
const sequence = { target_shape: [64, 6] };

type Row = Array<[className: string, config: Record<string, unknown>]>;

/** What reads the six channels of a convolution of 8 x 8 images. */
const readers: Record<string, Row> = {
  Conv2D: [['Conv2D', spatial]],
  'Conv2D, dilated': [['Conv2D', { ...spatial, dilation_rate: [2, 2] }]],
  'Conv2D behind a depthwise one': [
    ['DepthwiseConv2D', { kernel_size: [3, 3], depth_multiplier: 2 }],
    ['Conv2D', { ...spatial, kernel_size: [1, 1] }],
  ],
  Dense: [
    ['GlobalAveragePooling2D', {}],
    ['Dense', { units: 5 }],
  ],
  'Dense behind a Flatten': [
    ['MaxPooling2D', {}],
    ['Flatten', {}],
    ['Dense', { units: 5 }],
  ],
  'Dense of every pixel': [['Dense', { units: 5 }]],
  SeparableConv2D: [['SeparableConv2D', { ...spatial, depth_multiplier: 2 }]],
  Conv2DTranspose: [['Conv2DTranspose', { ...spatial, strides: [2, 2], padding: 'same' }]],
  Conv1D: [
    ['Reshape', sequence],
    ['Conv1D', { filters: 5, kernel_size: 3, strides: 2, padding: 'same' }],
  ],
};

const informative = [1, 2, 5];

/** All channels of "made" but the informative ones are zero everywhere. */
function planted(row: Row): Network {
  const chain = new NetworkBuilder([8, 8, 3]).append('made', 'Conv2D', {
    ...{ filters: 6, kernel_size: [3, 3], padding: 'same', activation: 'relu' },
  });
  for (const [index, [className, config]] of row.entries())
    chain.append(index === row.length - 1 ? 'reader' : `before${index}`, className, config);
  chain.append('relu', 'ReLU');
  if (!row.some(([className]) => className === 'GlobalAveragePooling2D')) chain.append('flat', 'Flatten');
  const network = unsettle(chain.append('classes', 'Dense', { units: 3 }).build('planted', new Random(4)), 5);
  const flags = tf.tensor1d(Array.from({ length: 6 }, (_, channel) => Number(informative.includes(channel))));
  for (const weight of ['kernel', 'bias'])
    replaceWeight(network, `made/${weight}`, tf.mul(weightOf(network, 'made', weight), flags));
  return network;
}

test.each(Object.entries(readers))(
  '%s: the channels that say something stay, and the network answers as it did',
  async (_, row) => {
    const network = planted(row);
    const recipe = recipeOf({
      ...{ rate: 0, layerRates: { reader: 0.5 }, samples: 40, batchSize: 16, losses: 0, lambda: 0 },
      ...{ auxiliaryEpochs: 0, fineTuningEpochs: 0 },
    });
    const run = prune(network, dataset, recipe);
    let kept: number[] | undefined;
    let next = await run.next();
    for (; !next.done; next = await run.next())
      if (next.value.type === 'selected' && next.value.layer === 'reader') kept = next.value.kept;
    expect(kept).toEqual(informative);
    const small = next.value!;
    expect(weightOf(small, 'made', 'kernel').shape).toEqual([3, 3, 3, 3]);
    const images = makeImages(
      dataset,
      dataset.test,
      Uint32Array.from({ length: 20 }, (_, index) => index),
    );
    expectClose(predict(small, images), predict(network, images), 5e-3);
    for (const owner of [network, small]) disposeNetwork(owner);
  },
);

const flat = () =>
  new NetworkBuilder([8, 8, 3]).append('a', 'Conv2D', { filters: 3, kernel_size: [3, 3], strides: [3, 3] });
const classes = (chain: NetworkBuilder) => chain.append('classes', 'Dense', { units: 3 }).build('flat', new Random(6));

test.each([
  ['flattened: its places come again and again', () => classes(flat().append('all', 'Flatten')), [3, 3]],
  [
    'flattened beside another',
    () =>
      classes(
        flat()
          .append('flat a', 'Flatten')
          .append('b', 'Conv2D', { filters: 2, kernel_size: [4, 4], strides: [4, 4] }, ['input'])
          .append('flat b', 'Flatten')
          .append('all', 'Concatenate', {}, ['flat a', 'flat b']),
      ),
    [5, 20],
  ],
] as const)(
  'the score of an image channel that is %s is the norm of all that is read of it',
  async (_, build, sizes) => {
    const network = build();
    const baseline = unsettle(build(), 8);
    const indices = Uint32Array.from({ length: 40 }, (_, index) => index);
    const samples = new SelectionSamples(dataset, indices, 16);
    const problem = await layerProblem('classes', { pruned: network, baseline, head: undefined, samples });
    const [{ readers: parts } = { readers: [] }] = prunableGroups(network, 'pruned');
    const { channels } = parts[0]!;
    const [count] = sizes;
    expect([new Set(channels).size, problem.convolution.channels]).toEqual(sizes);

    // Before a channel joins O is the bias, zeros here: G = X^T (O - O^b) / Q.
    const images = makeImages(dataset, dataset.train, indices);
    const [x] = execute(network, { input: images }, ['all']);
    const [outputs] = execute(baseline, { input: images }, ['classes']);
    const gradient = tf.div(tf.matMul(x as tf.Tensor2D, outputs as tf.Tensor2D, true), outputs!.size).arraySync();
    const squares = Array<number>(count).fill(0);
    for (const [feature, row] of (gradient as number[][]).entries())
      squares[channels[feature]!]! += row.reduce((sum, value) => sum + value ** 2, 0);

    const options = { solver: 'sgd', sgdSteps: 1, reconstructionWeight: 1, lambda: 0 } as const;
    const solver = await solverOf(problem, options, proceed);
    const { scores } = await scoreChannels(
      [{ solver, channels: channelsRead(problem.convolution, channels) }],
      [],
      'slice',
    );
    expectClose(tf.tensor1d(scores), tf.sqrt(tf.tensor1d(squares)), 1e-4);
    solver.dispose();
    disposeProblem(problem);
    samples.dispose();
  },
);
