import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { chooseBackend } from '../../backend/chooseBackend';
import { inspectNetwork } from '../../channels/inspect';
import { predict } from '../../network/execute';
import { disposeNetwork } from '../../network/network';
import {
  input2,
  input3,
  kerasArchive,
  kerasH5,
  layer2,
  layer3,
  model2,
  model3,
  sequential,
  tensor3,
  type Weight,
  wave,
} from '../../testing/kerasFiles';
import { expectClose } from '../../testing/numbers';
import type { DroppedFile } from '../containers/files';
import { readNetwork } from './readNetwork';

beforeAll(() => chooseBackend(['cpu']));

const x = () => tf.tensor4d(wave(9, 2, 6, 6, 3).values, [2, 6, 6, 3]);

/** What the files put out, and that nothing is left of them. */
async function outputOf(files: readonly DroppedFile[], images: tf.Tensor = x()): Promise<tf.Tensor> {
  const before = tf.memory().numTensors;
  const { network } = await readNetwork(files);
  const output = predict(network, images);
  disposeNetwork(network);
  expect(tf.memory().numTensors).toBe(before + 1);
  return output;
}

const as = ({ values, shape }: Weight) => tf.tensor(values, [...shape]);
const as4d = ({ values, shape: [a = 1, b = 1, c = 1, d = 1] }: Weight) => tf.tensor4d(values, [a, b, c, d]);
const as2d = ({ values, shape: [a = 1, b = 1] }: Weight) => tf.tensor2d(values, [a, b]);

const [c0, b0, c1, b1, d, bd] = [
  wave(1, 3, 3, 3, 4),
  wave(2, 4),
  wave(3, 3, 3, 4, 4),
  wave(4, 4),
  wave(5, 4, 3),
  wave(6, 3),
];
const conv = (input: tf.Tensor4D, kernel: Weight, bias: Weight) =>
  tf.relu(tf.add<tf.Tensor4D>(tf.conv2d(input, as4d(kernel), 1, 'same'), as(bias)));

/** Two convolutions, their means, and a dense layer: what the files of the first tests hold. */
const expected = () => {
  const features = tf.mean(conv(conv(x(), c0, b0), c1, b1), [1, 2]) as tf.Tensor2D;
  return tf.softmax(tf.add(tf.matMul(features, as2d(d)), as(bd)));
};

const convConfig = { filters: 4, kernel_size: [3, 3], padding: 'same', activation: 'relu' };
const plainLayers = [
  layer2('Conv2D', 'c0', { batch_input_shape: [null, 6, 6, 3], ...convConfig }),
  layer2('Conv2D', 'c1', convConfig),
  layer2('GlobalAveragePooling2D', 'gap'),
  layer2('Dense', 'd', { units: 3, activation: 'softmax' }),
];
const plain = sequential('plain', ...plainLayers);

describe('the layouts of .keras', () => {
  test.each([
    ['Keras 3', 'layers/conv2d', 'layers/conv2d_1', 'layers/dense', '3.8.0'],
    ['Keras 2.15 on Windows', 'layers\\conv2d', 'layers\\conv2d_1', 'layers\\dense', '2.15.0'],
    [
      'Keras 2.13, which counts every layer twice',
      '_layer_checkpoint_dependencies/conv2d',
      '_layer_checkpoint_dependencies/conv2d_2',
      '_layer_checkpoint_dependencies/dense',
      '2.13.1',
    ],
    ['numbers with gaps', 'layers/conv2d_3', 'layers/conv2d_11', 'layers/dense_7', '2.12.0'],
  ])('%s', async (_, first, second, dense, version) => {
    const files = await kerasArchive(plain, { [second]: [c1, b1], [first]: [c0, b0], [dense]: [d, bd] }, version);
    expectClose(await outputOf(files), expected(), 1e-5);
  });

  test('more than ten layers of a class are in the order of their numbers, not of their text', async () => {
    const names = Array.from({ length: 12 }, (_, index) => (index === 0 ? 'conv2d' : `conv2d_${index}`));
    const kernels = names.map((_, index) => wave(20 + index, 1, 1, 3, 3));
    const layers = names.map((name, index) =>
      layer2('Conv2D', name, {
        filters: 3,
        kernel_size: [1, 1],
        use_bias: false,
        ...(index === 0 ? { batch_input_shape: [null, 6, 6, 3] } : {}),
      }),
    );
    const config = sequential('long', ...layers, layer2('GlobalAveragePooling2D', 'gap'));
    const files = await kerasArchive(
      config,
      Object.fromEntries(names.map((name, index) => [`layers/${name}`, [kernels[index]!]])),
    );
    const through = kernels.reduce((image, kernel) => tf.conv2d(image, as4d(kernel), 1, 'same'), x());
    expectClose(await outputOf(files), tf.mean(through, [1, 2]), 1e-5);
  });
});

describe('.h5', () => {
  const nested = (base: Record<string, unknown>) =>
    sequential(
      'tl',
      layer2('InputLayer', 'image', { batch_input_shape: [null, 6, 6, 3] }),
      base,
      ...plainLayers.slice(2),
    );
  const dw = wave(7, 3, 3, 4, 1);
  const inner = (version: 'depthwise_kernel' | 'kernel') => ({
    base: {
      'c0/kernel': c0,
      'c0/bias': b0,
      [`dw/${version}`]: dw,
    },
    d: { 'tl/d/kernel': d, 'tl/d/bias': bd },
  });
  const base = model2(
    'base',
    [
      input2('in', 6, 6, 3),
      layer2('Conv2D', 'c0', convConfig, 'in'),
      layer2('DepthwiseConv2D', 'dw', { kernel_size: [3, 3], padding: 'same', use_bias: false }, 'c0'),
    ],
    'in',
    'dw',
  );

  test.each(['depthwise_kernel', 'kernel'] as const)('a depthwise kernel within a model, called %s', async (name) => {
    const file = await kerasH5(nested(base), inner(name), '3.15.1');
    const deep = tf.depthwiseConv2d(conv(x(), c0, b0), as4d(dw), 1, 'same');
    const scores = tf.add(tf.matMul(tf.mean(deep, [1, 2]) as tf.Tensor2D, as2d(d)), as(bd));
    expectClose(await outputOf([file]), tf.softmax(scores), 1e-5);
  });

  test("a layer's own group wins over the names in it, which layers renamed later keep from before", async () => {
    const weights = {
      c0: { 'c1/kernel:0': c0, 'c1/bias:0': b0 },
      c1: { 'c0/kernel:0': c1, 'c0/bias:0': b1 },
      d: { 'd/kernel:0': d, 'd/bias:0': bd },
    };
    expectClose(await outputOf([await kerasH5(plain, weights)]), expected(), 1e-5);
  });

  test.each([true, false])(
    'names of others within a model: Keras goes by position, what trains first (%j)',
    async (trainable) => {
      const bn = (name: string, from: string) => layer2('BatchNormalization', name, { trainable }, from);
      const inner = model2(
        'base',
        [
          input2('in', 6, 6, 3),
          bn('first', 'in'),
          layer2('Conv2D', 'conv', { filters: 3, kernel_size: [1, 1], use_bias: false }, 'first'),
          bn('second', 'conv'),
        ],
        'in',
        'second',
      );
      const config = sequential('outer', layer2('InputLayer', 'image', { batch_input_shape: [null, 6, 6, 3] }), inner);
      const ones = { shape: [3], values: Float32Array.of(1, 1, 1) };
      const norms = [1, 2].map((seed) => ({ gamma: wave(seed, 3), beta: wave(seed + 2, 3), mean: wave(seed + 4, 3) }));
      const [one, two] = norms;
      const kernel = wave(9, 1, 1, 3, 3);
      const order = trainable
        ? [one!.gamma, one!.beta, kernel, two!.gamma, two!.beta, one!.mean, ones, two!.mean, ones]
        : [kernel, one!.gamma, one!.beta, one!.mean, ones, two!.gamma, two!.beta, two!.mean, ones];
      const weights = Object.fromEntries(order.map((weight, index) => [`model_7/variable_${index}:0`, weight]));
      const normal = (input: tf.Tensor, { gamma, beta, mean }: (typeof norms)[number]) =>
        tf.add(tf.mul(tf.mul(tf.sub(input, as(mean)), as(gamma)), 1 / Math.sqrt(1.001)), as(beta));
      const through = tf.conv2d(normal(x(), one!) as tf.Tensor4D, as4d(kernel), 1, 'same');
      expectClose(await outputOf([await kerasH5(config, { base: weights })]), normal(through, two!), 1e-5);
    },
  );

  test('the numbers of a Normalization within a model, which Keras 2 names without their layer', async () => {
    const moments = { 'mean:0': wave(1, 3), 'variance:0': { shape: [3], values: Float32Array.of(1, 4, 9) } };
    const inner = model2(
      'base',
      [input2('in', 6, 6, 3), layer2('Normalization', 'norm', { axis: [-1] }, 'in')],
      'in',
      'norm',
    );
    const config = sequential('outer', layer2('InputLayer', 'image', { batch_input_shape: [null, 6, 6, 3] }), inner);
    const file = await kerasH5(config, { base: { ...moments, 'count:0': { shape: [], values: Float32Array.of(9) } } });
    expectClose(await outputOf([file]), tf.div(tf.sub(x(), as(wave(1, 3))), [1, 2, 3]), 1e-5);
  });

  test('a bidirectional layer has two halves', async () => {
    const weights: Record<string, Weight> = {};
    for (const [half, seed] of [
      ['forward', 1],
      ['backward', 5],
    ] as const) {
      weights[`b/${half}_lstm/lstm_cell/kernel:0`] = wave(seed, 18, 8);
      weights[`b/${half}_lstm/lstm_cell/recurrent_kernel:0`] = wave(seed + 1, 2, 8);
      weights[`b/${half}_lstm/lstm_cell/bias:0`] = wave(seed + 2, 8);
    }
    const lstm = { units: 2, activation: 'tanh', recurrent_activation: 'sigmoid', return_sequences: false };
    const config = sequential(
      'rnn',
      layer2('Reshape', 'rows', { target_shape: [6, 18], batch_input_shape: [null, 6, 6, 3] }),
      layer2('Bidirectional', 'b', {
        merge_mode: 'concat',
        layer: { class_name: 'LSTM', config: { name: 'lstm', ...lstm } },
      }),
    );
    const model = tf.sequential({
      layers: [
        tf.layers.reshape({ targetShape: [6, 18], inputShape: [6, 6, 3] }),
        tf.layers.bidirectional({
          layer: tf.layers.lstm({ units: 2, recurrentActivation: 'sigmoid' }) as tf.RNN,
          mergeMode: 'concat',
        }),
      ],
    });
    model.setWeights(Object.values(weights).map(as));
    expectClose(await outputOf([await kerasH5(config, { b: weights })]), model.predict(x()) as tf.Tensor, 1e-5);
  });
});

test('a recurrent layer of .keras keeps its weights in its cell, and locks the channels around it', async () => {
  const [kernel, recurrent, bias] = [wave(1, 12, 8), wave(2, 2, 8), wave(3, 8)];
  const config = sequential(
    'rnn',
    layer2('Conv2D', 'c', { filters: 2, kernel_size: [3, 3], padding: 'same', batch_input_shape: [null, 6, 6, 3] }),
    layer2('Reshape', 'rows', { target_shape: [6, 12] }),
    layer2('LSTM', 'memory', {
      units: 2,
      activation: 'tanh',
      recurrent_activation: 'sigmoid',
      return_sequences: false,
    }),
  );
  const weights = {
    'layers/conv2d': [wave(4, 3, 3, 3, 2), wave(5, 2)],
    'layers/lstm/cell': [kernel, recurrent, bias],
  };
  const { network } = await readNetwork(await kerasArchive(config, weights));
  const layer = tf.layers.lstm({ units: 2, recurrentActivation: 'sigmoid', inputShape: [6, 12] });
  const model = tf.sequential({ layers: [layer] });
  model.setWeights([kernel, recurrent, bias].map(as));
  const rows = tf.reshape(tf.add(tf.conv2d(x(), as4d(wave(4, 3, 3, 3, 2)), 1, 'same'), as(wave(5, 2))), [2, 6, 12]);
  expectClose(predict(network, x()), model.predict(rows) as tf.Tensor, 1e-5);
  expect(inspectNetwork(network).groups.find(({ name }) => name === 'c')?.kept).toMatchObject({
    code: 'locked-input',
    layer: 'memory',
    className: 'LSTM',
  });
});

test('a time-distributed layer keeps its weights in the layer that it repeats', async () => {
  const config = sequential(
    'td',
    layer2('TimeDistributed', 'each', {
      layer: { class_name: 'Dense', config: { name: 'dense', units: 2 } },
      batch_input_shape: [null, 6, 6, 3],
    }),
  );
  const files = await kerasArchive(config, { 'layers/time_distributed/layer': [wave(1, 3, 2), wave(2, 2)] });
  const rows = tf.add(tf.matMul(tf.reshape(x(), [72, 3]), as2d(wave(1, 3, 2))), as(wave(2, 2)));
  const { network } = await readNetwork(files);
  expectClose(tf.reshape(predict(network, x()), [72, 2]), rows, 1e-5);
});

test.each(['BatchNormalizationV1', 'SyncBatchNormalization'])('%s is a batch norm', async (className) => {
  const config = sequential('bn', layer2(className, 'bn', { batch_input_shape: [null, 6, 6, 3] }));
  const ones = { shape: [3], values: Float32Array.of(1, 1, 1) };
  const file = await kerasH5(config, {
    bn: { 'bn/gamma': ones, 'bn/beta': wave(1, 3), 'bn/moving_mean': wave(2, 3), 'bn/moving_variance': ones },
  });
  const { network } = await readNetwork([file]);
  const scaled = tf.mul(tf.sub(x(), as(wave(2, 3))), 1 / Math.sqrt(1.001));
  expectClose(predict(network, x()), tf.add(scaled, as(wave(1, 3))), 1e-5);
});

test('no initialiser runs for values that a file brings: an orthogonal one of 1,500 units takes half a minute', async () => {
  const [Orthogonal] = tf.serialization.SerializationMap.getMap().classNameMap.Orthogonal!;
  const apply = vi.spyOn(Orthogonal.prototype, 'apply');
  const units = 1500;
  const config = sequential(
    'big',
    layer2('LSTM', 'big', {
      units,
      batch_input_shape: [null, 2, 1],
      return_sequences: false,
      recurrent_initializer: { class_name: 'Orthogonal', config: { gain: 1 } },
    }),
  );
  const zeros = (...shape: number[]) => ({ shape, values: new Float32Array(shape.reduce((a, b) => a * b, 1)) });
  const file = await kerasH5(config, {
    big: {
      'big/kernel:0': zeros(1, 4 * units),
      'big/recurrent_kernel:0': zeros(units, 4 * units),
      'big/bias:0': zeros(4 * units),
    },
  });
  disposeNetwork((await readNetwork([file])).network);
  expect(apply).not.toHaveBeenCalled();
});

describe('what cannot be is refused by layer and weight', () => {
  const refusal = async (files: readonly DroppedFile[]): Promise<string> => {
    const before = tf.memory().numTensors;
    const error = await readNetwork(files).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(tf.memory().numTensors).toBe(before);
    expect(error).toMatchObject({ name: 'InputError' });
    return error instanceof Error ? error.message : '';
  };

  test('weights that are not finite', async () => {
    const values = c0.values.slice();
    values[7] = Number.NaN;
    const files = await kerasArchive(plain, {
      'layers/conv2d': [{ ...c0, values }, b0],
      'layers/conv2d_1': [c1, b1],
      'layers/dense': [d, bd],
    });
    expect(await refusal(files)).toBe(
      'm.keras: model.weights.h5: weight "c0/kernel" holds numbers that are not finite (NaN or infinity); its training went astray: save the model as it was before',
    );
  });

  test('a layer that keeps more arrays than it should', async () => {
    const files = await kerasArchive(plain, {
      'layers/conv2d': [c0, b0, b0],
      'layers/conv2d_1': [c1, b1],
      'layers/dense': [d, bd],
    });
    expect(await refusal(files)).toMatch(
      /layer "c0" needs the weight kernel \[3,3,3,4\], but the file keeps its weights in a way that is not known: 0 \[3,3,3,4\], 1 \[4\], 2 \[4\]; save the model with/,
    );
  });

  test('a layer that the file has no weights of', async () => {
    const files = await kerasArchive(plain, { 'layers/conv2d': [c0, b0], 'layers/conv2d_1': [c1, b1] });
    expect(await refusal(files)).toMatch(
      /layer "d" needs the weight kernel \[4,3\], but the file has none of that layer's; save/,
    );
  });
});

test('several outputs, as a list or a dictionary: the classes are those behind the softmax, the order stays', async () => {
  const layers = [
    input3('in', 6, 6, 3),
    layer3('Conv2D', 'c0', convConfig, tensor3('in')),
    layer3('GlobalAveragePooling2D', 'features', {}, tensor3('c0')),
    layer3('Dense', 'classes', { units: 3, activation: 'softmax' }, tensor3('features')),
  ];
  const weights = { 'layers/conv2d': [c0, b0], 'layers/dense': [d, bd] };
  const [features, classes] = [
    ['features', 0, 0],
    ['classes', 0, 0],
  ];
  for (const outputs of [[features, classes], { z: features, a: classes }]) {
    const { network } = await readNetwork(await kerasArchive(model3('two', layers, 'in', outputs), weights));
    expect(network.output).toBe('classes/activation');
    expect(network.otherOutputs).toEqual(['features']);
    expect(network.outputs?.map(({ layer }) => layer)).toEqual(['features', 'classes/activation']);
    expect(network.outputs?.map(({ key }) => key)).toEqual(
      Array.isArray(outputs) ? [undefined, undefined] : ['z', 'a'],
    );
  }
});
