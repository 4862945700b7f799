import fc from 'fast-check';
import { channelGroups } from '../channels/channelGraph';
import { keptSets } from '../channels/prunableGroups';
import { splitActivations } from '../network/activationLayers';
import type { Network, Shape } from '../network/network';
import { NetworkBuilder } from '../network/networkBuilder';
import { outputShapes } from '../network/shapes';
import { Random } from '../random';
import { unsettle } from './networks';

/** A step of a random network: how many parts, and which layer. */
type Step = (chain: NetworkBuilder, id: string, width: number) => void;

const shapeOf = (chain: NetworkBuilder): Shape =>
  outputShapes({ layers: splitActivations(chain.layers) }).get(chain.end()[0]!)!;
const channels = (chain: NetworkBuilder): number => shapeOf(chain).at(-1)!;
const conv = (chain: NetworkBuilder, id: string, filters: number, config = {}, inputs = chain.end()) =>
  chain.append(id, 'Conv2D', { filters, kernel_size: [3, 3], padding: 'same', ...config }, inputs);

/** Two branches of one tensor and the layer that joins them; both have as many channels as it takes. */
const join =
  (className: string): Step =>
  (chain, id, width) => {
    const from = chain.end();
    const left = conv(chain, `${id}left`, width, {}, from).end();
    const right = conv(chain, `${id}right`, width, { kernel_size: [1, 1], activation: 'relu' }, from).end();
    chain.append(id, className, {}, [...left, ...right]);
  };

/** A layer on its own. */
const plain =
  (className: string, config: Record<string, unknown> = {}): Step =>
  (chain, id) => {
    chain.append(id, className, config);
  };

const steps: Record<string, Step> = {
  conv: (chain, id, width) => conv(chain, id, width),
  convRelu: (chain, id, width) => conv(chain, id, width, { activation: 'relu' }),
  dilated: (chain, id, width) => conv(chain, id, width, { dilation_rate: [2, 2] }),
  grouped: (chain, id) => {
    if (channels(chain) % 2 === 0) conv(chain, id, 4, { groups: 2 });
  },
  strided: (chain, id, width) => {
    if (shapeOf(chain)[1]! >= 4) conv(chain, id, width, { strides: [2, 2] });
  },
  batchNorm: plain('BatchNormalization'),
  bareBatchNorm: plain('BatchNormalization', { center: false, scale: false }),
  layerNorm: plain('LayerNormalization'),
  depthwise: plain('DepthwiseConv2D', { kernel_size: [3, 3], padding: 'same' }),
  mobile: (chain, id, width) =>
    chain
      .depthwiseBatchNormRelu(`${id}d`, 1)
      .convBatchNorm(`${id}p`, width, { kernel: 1 })
      .append(id, 'ReLU', { max_value: 6 }),
  depthwiseTwice: plain('DepthwiseConv2D', { kernel_size: [2, 2], padding: 'same', depth_multiplier: 2 }),
  separable: (chain, id, width) =>
    chain.append(id, 'SeparableConv2D', { filters: width, kernel_size: [3, 3], padding: 'same', depth_multiplier: 2 }),
  separableDilated: (chain, id, width) =>
    chain.append(id, 'SeparableConv2D', {
      filters: width,
      kernel_size: [3, 3],
      padding: 'same',
      dilation_rate: [2, 2],
    }),
  denseOfPixels: (chain, id, width) => chain.append(id, 'Dense', { units: width, activation: 'relu' }),
  multiplied: (chain, id, width) => {
    chain.append(`${id}d`, 'DepthwiseConv2D', { kernel_size: [3, 3], padding: 'same', depth_multiplier: 3 });
    conv(chain, id, width, { kernel_size: [1, 1] });
  },
  transposedValid: (chain, id, width) => {
    if (shapeOf(chain)[1]! <= 8) chain.append(id, 'Conv2DTranspose', { filters: width, kernel_size: [2, 3] });
  },
  transposed: (chain, id, width) => {
    if (shapeOf(chain)[1]! <= 8)
      chain.append(id, 'Conv2DTranspose', { filters: width, kernel_size: [3, 3], strides: [2, 2], padding: 'same' });
  },
  prelu: plain('PReLU', { shared_axes: [1, 2] }),
  preluOfAll: plain('PReLU'),
  leaky: plain('LeakyReLU', { alpha: 0.1 }),
  elu: plain('ELU'),
  gelu: plain('Activation', { activation: 'gelu' }),
  swish: plain('Activation', { activation: 'swish' }),
  softmax: plain('Softmax'),
  pad: plain('ZeroPadding2D', {
    padding: [
      [1, 0],
      [0, 1],
    ],
  }),
  crop: (chain, id) => {
    if (shapeOf(chain)[1]! >= 4)
      chain.append(id, 'Cropping2D', {
        cropping: [
          [1, 0],
          [0, 1],
        ],
      });
  },
  up: (chain, id) => {
    if (shapeOf(chain)[1]! <= 4) chain.append(id, 'UpSampling2D', { size: [2, 2] });
  },
  maxPool: plain('MaxPooling2D', { pool_size: [2, 2], strides: [1, 1], padding: 'same' }),
  averagePool: plain('AveragePooling2D', { pool_size: [2, 2], padding: 'same' }),
  dropout: plain('SpatialDropout2D', { rate: 0.2 }),
  reshaped: (chain, id) => {
    const [, height = 1, width = 1, depth = 1] = shapeOf(chain);
    chain.append(id, 'Reshape', { target_shape: [height * width, 1, depth] });
    chain.append(`${id}back`, 'Reshape', { target_shape: [height, width, depth] });
  },
  residual: (chain, id) => {
    const from = chain.end();
    const inner = conv(chain, `${id}a`, channels(chain), { activation: 'relu' }).end();
    conv(chain, `${id}b`, channels(chain), {}, inner);
    chain.append(id, 'Add', {}, [...from, ...chain.end()]);
  },
  gate: (chain, id) => {
    const from = chain.end();
    const depth = channels(chain);
    chain.append(`${id}pool`, 'GlobalAveragePooling2D');
    chain.append(`${id}squeeze`, 'Dense', { units: 3, activation: 'relu' });
    chain.append(`${id}excite`, 'Dense', { units: depth, activation: 'sigmoid' });
    chain.append(`${id}shape`, 'Reshape', { target_shape: [1, 1, depth] });
    chain.append(id, 'Multiply', {}, [...from, ...chain.end()]);
  },
  spatialGate: (chain, id) => {
    const from = chain.end();
    conv(chain, `${id}map`, 1, { activation: 'sigmoid' });
    chain.append(id, 'Multiply', {}, [...from, ...chain.end()]);
  },
  add: join('Add'),
  subtract: join('Subtract'),
  multiply: join('Multiply'),
  average: join('Average'),
  maximum: join('Maximum'),
  concatenate: join('Concatenate'),
  dense: (chain, id) => {
    const from = chain.end();
    chain.append(id, 'Concatenate', {}, [...from, ...conv(chain, `${id}new`, 3).end()]);
  },
  shared: (chain, id) => {
    const depth = channels(chain);
    conv(chain, id, depth);
    const [before] = chain.end();
    const config = chain.layers.at(-1)!.config;
    chain.layers.push({ name: `${id}:2`, className: 'Conv2D', config, inputs: [before!], shares: id });
  },
};

const ends: Record<string, (chain: NetworkBuilder) => void> = {
  pooled: (chain) => chain.append('gap', 'GlobalAveragePooling2D').append('classes', 'Dense', { units: 4 }),
  peak: (chain) =>
    chain.append('gmp', 'GlobalMaxPooling2D').append('classes', 'Dense', { units: 4, activation: 'softmax' }),
  flat: (chain) =>
    chain
      .append('flat', 'Flatten')
      .append('hidden', 'Dense', { units: 5, activation: 'tanh' })
      .append('classes', 'Dense', { units: 4, activation: 'sigmoid' }),
  hidden: (chain) =>
    chain
      .append('gap', 'GlobalAveragePooling2D')
      .append('hidden1', 'Dense', { units: 6, use_bias: false })
      .append('bn', 'BatchNormalization')
      .append('relu', 'ReLU')
      .append('drop', 'Dropout', { rate: 0.3 })
      .append('hidden2', 'Dense', { units: 5, activation: 'relu' })
      .append('classes', 'Dense', { units: 4 }),
  convolved: (chain) =>
    chain
      .append('gap', 'GlobalAveragePooling2D', { keepdims: true })
      .append('classes', 'Conv2D', { filters: 4, kernel_size: [1, 1] })
      .append('row', 'Reshape', { target_shape: [4] })
      .append('softmax', 'Softmax'),
  sequence: (chain) => {
    const [, height = 1, width = 1, depth = 1] = shapeOf(chain);
    chain
      .append('rows', 'Reshape', { target_shape: [height * width, depth] })
      .append('conv1d', 'Conv1D', { filters: 5, kernel_size: 1, activation: 'relu' })
      .append('wide1d', 'Conv1D', { filters: 4, kernel_size: 3, padding: 'same', dilation_rate: 2 })
      .append('pool1d', 'GlobalAveragePooling1D')
      .append('classes', 'Dense', { units: 4 });
  },
};

/** What a random network is made of; `buildRandom` makes it. */
export interface RandomNetwork {
  steps: Array<{ kind: string; width: number }>;
  end: string;
  seed: number;
}

export const randomNetworks: fc.Arbitrary<RandomNetwork> = fc.record({
  steps: fc.array(fc.record({ kind: fc.constantFrom(...Object.keys(steps)), width: fc.integer({ min: 2, max: 5 }) }), {
    minLength: 2,
    maxLength: 7,
  }),
  end: fc.constantFrom(...Object.keys(ends)),
  seed: fc.integer({ min: 1, max: 1000 }),
});

/** Reads images of 8 x 8 x 3 and tells 4 classes apart. */
export function buildRandom({ steps: chosen, end, seed }: RandomNetwork): Network {
  const chain = new NetworkBuilder([8, 8, 3]);
  conv(chain, 'stem', 4);
  chosen.forEach(({ kind, width }, index) => {
    steps[kind]!(chain, `${kind}${index}_`, width);
  });
  ends[end]!(chain);
  return unsettle(chain.build('random', new Random(seed)), seed + 1);
}

export const stepNames = Object.keys(steps);
export const endNames = Object.keys(ends);

/** Some of every group that may be cut: something of all that makes its channels, and equally many of each block. */
export function someKept(network: Network, random: Random): Map<string, number[]> {
  const open = channelGroups(network).filter(({ locked }) => locked === undefined);
  return new Map(
    open.map((group) => {
      const share = random.uniform();
      const kept = group.blocks.flatMap((block) => {
        const count = Math.max(1, Math.round(share * block.length));
        return Array.from(random.permutation(block.length).slice(0, count), (place) => block[place]!);
      });
      for (const set of keptSets(group)) if (!set.some((channel) => kept.includes(channel))) kept.push(set[0]!);
      return [group.name, kept.sort((a, b) => a - b)];
    }),
  );
}
