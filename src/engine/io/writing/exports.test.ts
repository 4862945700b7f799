/** What is written, as others read it: Keras by position, in its own order; stock TensorFlow.js by name. */
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { chooseBackend } from '../../backend/chooseBackend';
import { predict } from '../../network/execute';
import { disposeNetwork, type Network } from '../../network/network';
import { NetworkBuilder } from '../../network/networkBuilder';
import { Random } from '../../random';
import { kerasArchive, layer2, sequential, tfjsModel, wave } from '../../testing/kerasFiles';
import { literalOrder } from '../../testing/literalKeras';
import { unsettle } from '../../testing/networks';
import { expectClose, normals } from '../../testing/numbers';
import { buildRandom, randomNetworks } from '../../testing/randomNetworks';
import { unzip } from '../containers/zip';
import { networkFormats } from '../formats';
import { readNetwork } from '../formats/readNetwork';
import { writeTfjsLayers } from '../formats/tfjsLayers';
import { readHdf5 } from '../hdf5/read';
import { groupAt, type H5Group, textAttribute, textsAttribute } from '../hdf5/tree';

await chooseBackend(['cpu']);

const images = tf.tensor4d(normals(new Random(1), 2 * 8 * 8 * 3), [2, 8, 8, 3]);

/** A random network with a second output and, now and then, keys for its outputs. */
const withOutputs = fc.record({ made: randomNetworks, side: fc.nat(), key: fc.constantFrom(undefined, 'keys') });

function build({
  made,
  side,
  key,
}: {
  made: Parameters<typeof buildRandom>[0];
  side: number;
  key: string | undefined;
}): Network {
  const network = buildRandom(made);
  const inner = network.layers.filter(({ className }) => className === 'Conv2D');
  const other = inner[side % (inner.length + 1)]?.name;
  if (other === undefined) return network;
  const outputs = key
    ? [
        { layer: network.output, key: 'z' },
        { layer: other, key: 'a' },
      ]
    : [{ layer: other }, { layer: network.output }];
  return { ...network, otherOutputs: [other], outputs };
}

const modelSchema = z.object({ config: z.unknown() });

/** Every array of a file by the layer that Keras gives it to and its place there. */
type ByPosition = Map<string, Float32Array>;

async function kerasByPosition(bytes: Uint8Array): Promise<ByPosition> {
  const files = await unzip({ name: 'm.keras', bytes });
  const contents = (name: string) => files.find((file) => file.name === name)!.bytes;
  const { config } = modelSchema.parse(JSON.parse(new TextDecoder().decode(contents('config.json'))));
  const root = await readHdf5(contents('model.weights.h5'));
  const counts = new Map<string, number>();
  const arrays: ByPosition = new Map();
  for (const { name, className } of literalOrder(config)) {
    const kind = className
      .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
      .replace(/([a-z])([A-Z])/g, '$1_$2')
      .toLowerCase();
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    const vars = groupAt(root, `layers/${kind}${count === 0 ? '' : `_${count}`}/vars`);
    for (const [index, { values }] of vars?.arrays ?? []) arrays.set(`${name} ${index}`, values);
  }
  return arrays;
}

async function h5ByPosition(bytes: Uint8Array): Promise<ByPosition> {
  const file = await readHdf5(bytes);
  const { config } = modelSchema.parse(JSON.parse(textAttribute(file, 'model_config') ?? ''));
  const root = groupAt(file, 'model_weights')!;
  const valuesOf = (group: H5Group) =>
    textsAttribute(group, 'weight_names').map(
      (name) => groupAt(group, name.split('/').slice(0, -1).join('/'))!.arrays.get(name.split('/').at(-1)!)!.values,
    );
  const filled = textsAttribute(root, 'layer_names')
    .map((name) => valuesOf(groupAt(root, name)!))
    .filter(({ length }) => length > 0);
  const weighty = new Set(
    [...root.groups].filter(([, group]) => textsAttribute(group, 'weight_names').length > 0).map(([name]) => name),
  );
  const arrays: ByPosition = new Map();
  literalOrder(config)
    .filter(({ name }) => weighty.has(name))
    .forEach(({ name }, place) => {
      for (const [index, values] of filled[place]!.entries()) arrays.set(`${name} ${index}`, values);
    });
  return arrays;
}

/** What the network holds, by layer and place, names as they are written. */
function byPlace(network: Network): ByPosition {
  const counts = new Map<string, number>();
  return new Map(
    [...network.weights].map(([key, tensor]) => {
      const layer = key.slice(0, key.lastIndexOf('/')).replaceAll('/', '_');
      const count = counts.get(layer) ?? 0;
      counts.set(layer, count + 1);
      return [`${layer} ${count}`, Float32Array.from(tensor.dataSync())] as const;
    }),
  );
}

describe('Keras assigns by its own order, and every weight is in its layer', () => {
  test.each([
    ['.keras', networkFormats.keras.write, kerasByPosition],
    ['.h5', networkFormats.h5.write, h5ByPosition],
  ])('%s', async (_, write, read) => {
    await fc.assert(
      fc.asyncProperty(withOutputs, async (made) => {
        const network = build(made);
        const assigned = await read(await write(network));
        for (const [place, values] of byPlace(network)) expect([place, assigned.get(place)]).toEqual([place, values]);
        disposeNetwork(network);
      }),
      { numRuns: 40, seed: 11 },
    );
  });
});

async function stockTfjs(network: Network): Promise<tf.LayersModel> {
  const { 'model.json': text, 'weights.bin': weights } = await writeTfjsLayers(network);
  const { modelTopology, weightsManifest } = JSON.parse(new TextDecoder().decode(text));
  return tf.loadLayersModel({
    load: async () => ({
      modelTopology,
      weightSpecs: weightsManifest[0].weights,
      weightData: Uint8Array.from(weights).buffer,
    }),
  });
}

async function expectStockAgrees(network: Network): Promise<void> {
  const model = await stockTfjs(network);
  const put = [model.predict(images)].flat();
  const at = Math.max(0, network.outputs?.findIndex(({ layer }) => layer === network.output) ?? 0);
  expectClose(put[at]!, predict(network, images), 1e-4);
  model.dispose();
}

test('stock TensorFlow.js computes what Espalier does, of any network', async () => {
  await fc.assert(
    fc.asyncProperty(withOutputs, async (made) => {
      const network = build(made);
      await expectStockAgrees(network);
      disposeNetwork(network);
    }),
    { numRuns: 40, seed: 12 },
  );
});

const pools = { keepdims: true };

test.each<[string, Record<string, unknown>]>([
  ['LeakyReLU', { negative_slope: 0.1 }],
  ['ReLU', { negative_slope: 0.2, max_value: 1.5 }],
  ['ReLU', { threshold: 0.3 }],
  ['ReLU', { max_value: 6 }],
  ['ThresholdedReLU', { theta: 0.4 }],
  ['ELU', { alpha: 0.5 }],
  ['PReLU', { shared_axes: [1, 2] }],
  ['Softmax', { axis: 1 }],
  ['Softmax', {}],
  ['Activation', { activation: 'silu' }],
  ['Activation', { activation: 'hard_silu' }],
  ['Activation', { activation: 'leaky_relu' }],
  ['Activation', { activation: 'gelu' }],
  ['Activation', { activation: 'log_softmax' }],
  ['DepthwiseConv2D', { kernel_size: [3, 3], dilation_rate: [2, 1], padding: 'same' }],
  ['Conv2D', { filters: 6, kernel_size: [3, 3], groups: 3 }],
  ['Convolution2D', { filters: 2, kernel_size: [3, 3], dilation_rate: [2, 2] }],
  ['SeparableConv2D', { filters: 2, kernel_size: [3, 3], dilation_rate: [2, 2] }],
  ['Normalization', { axis: -1 }],
  ['Normalization', { mean: [0.1, 0.2, 0.3], variance: [1, 2, 3] }],
  ['Rescaling', { scale: [1, 2, 3], offset: [0, 1, 2] }],
  ['Resizing', { height: 8, width: 8 }],
  ['SpatialDropout2D', { rate: 0.3 }],
  ['UpSampling2D', { size: [2, 2] }],
  ['GlobalAveragePooling2D', pools],
  ['GlobalMaxPooling2D', pools],
  ['LayerNormalization', {}],
])('stock TensorFlow.js agrees on %s %j', async (className, config) => {
  const network = unsettle(
    new NetworkBuilder([8, 8, 3])
      .append('it', className, config)
      .append('flat', 'Flatten')
      .append('classes', 'Dense', { units: 2 })
      .build('n', new Random(1)),
    3,
  );
  await expectStockAgrees(network);
  disposeNetwork(network);
});

test.each<[string, Record<string, unknown>, RegExp]>([
  [
    'UpSampling2D',
    { interpolation: 'bilinear' },
    /layer "it" \(UpSampling2D\): TensorFlow\.js scales up otherwise; download it as \.keras or \.h5 instead/,
  ],
  ['Resizing', { height: 4, width: 4 }, /layer "it" \(Resizing\): TensorFlow\.js scales images otherwise/],
  ['Activation', { activation: 'exponential' }, /TensorFlow\.js has no activation "exponential"/],
])('%s %j, which stock TensorFlow.js computes otherwise, is not written for it', async (className, config, message) => {
  const network = new NetworkBuilder([8, 8, 3])
    .append('it', className, config)
    .append('gap', 'GlobalAveragePooling2D')
    .build('n', new Random(1));
  await expect(writeTfjsLayers(network)).rejects.toThrow(message);
  for (const format of ['keras', 'h5'] as const)
    expect((await networkFormats[format].write(network)).length).toBeGreaterThan(100);
  disposeNetwork(network);
});

test.each<[string, Record<string, unknown>]>([
  ['Normalization', { axis: -1 }],
  ['DepthwiseConv2D', { kernel_size: [2, 2], dilation_rate: [2, 2], padding: 'same' }],
  ['Conv2D', { filters: 3, kernel_size: [3, 3], groups: 3, padding: 'same' }],
  ['ReLU', { negative_slope: 0.2, max_value: 1.5 }],
  ['ELU', { alpha: 0.5 }],
  ['PReLU', { shared_axes: [1, 2] }],
  ['Activation', { activation: 'hard_silu' }],
  ['Softmax', { axis: 1 }],
])('stock TensorFlow.js agrees on %s %j that is called twice', async (className, config) => {
  const chain = new NetworkBuilder([8, 8, 3]).append('it', className, config);
  chain.layers.push({ name: 'it:2', className, config: chain.layers.at(-1)!.config, inputs: ['it'], shares: 'it' });
  const network = unsettle(chain.append('gap', 'GlobalAveragePooling2D').build('n', new Random(1)), 3);
  await expectStockAgrees(network);
  disposeNetwork(network);
});

test('names of any script and with any sign', async () => {
  const chain = new NetworkBuilder([8, 8, 3]);
  for (const name of ['卷积 一', 'größe:1', '_hidden', 'größe 1', 'gr_e_1'])
    chain.append(name, 'Conv2D', { filters: 2, kernel_size: [1, 1] });
  const network = chain.append('gap', 'GlobalAveragePooling2D').build('模型', new Random(1));
  await expectStockAgrees(network);
  for (const format of ['keras', 'h5'] as const) {
    const { network: again } = await readNetwork([{ name: 'n', bytes: await networkFormats[format].write(network) }]);
    expect(again.layers.map(({ name }) => name)).toEqual(network.layers.map(({ name }) => name));
    disposeNetwork(again);
  }
  disposeNetwork(network);
});

test('rows that are flattened again, a reshape that leaves a size open, and names that rewriting would choose', async () => {
  const network = new NetworkBuilder([8, 8, 3])
    .append('gap_pool', 'Conv2D', { filters: 4, kernel_size: [3, 3] })
    .append('open', 'Reshape', { target_shape: [6, -1, 4] })
    .append('gap', 'GlobalAveragePooling2D', { keepdims: true })
    .append('flat', 'Flatten')
    .append('again', 'Flatten')
    .append('classes', 'Dense', { units: 2 })
    .build('n', new Random(1));
  await expectStockAgrees(network);
  disposeNetwork(network);
});

test('subtraction of two branches', async () => {
  const chain = new NetworkBuilder([8, 8, 3]).append('a', 'Conv2D', {
    filters: 3,
    kernel_size: [3, 3],
    padding: 'same',
  });
  chain.append('minus', 'Subtract', {}, ['input', 'a']).append('gap', 'GlobalAveragePooling2D');
  const network = chain.build('n', new Random(1));
  await expectStockAgrees(network);
  disposeNetwork(network);
});

test('a recurrent layer comes back in stock TensorFlow.js too', async () => {
  const config = sequential(
    'rnn',
    layer2('Reshape', 'rows', { target_shape: [8, 24], batch_input_shape: [null, 8, 8, 3] }),
    layer2('LSTM', 'memory', {
      units: 2,
      activation: 'tanh',
      recurrent_activation: 'sigmoid',
      return_sequences: false,
    }),
  );
  const weights = { 'layers/lstm/cell': [wave(1, 24, 8), wave(2, 2, 8), wave(3, 8)] };
  const { network } = await readNetwork(await kerasArchive(config, weights));
  await expectStockAgrees(network);
  disposeNetwork(network);
});

test('a recurrent layer with the hard sigmoid of TensorFlow.js goes into no file of Keras 3, whose is another', async () => {
  const lstm = layer2('LSTM', 'memory', { units: 2, recurrent_activation: 'hard_sigmoid', return_sequences: false });
  const rows = layer2('Reshape', 'rows', { target_shape: [8, 24], batch_input_shape: [null, 8, 8, 3] });
  const weights = {
    'memory/kernel': wave(1, 24, 8),
    'memory/recurrent_kernel': wave(2, 2, 8),
    'memory/bias': wave(3, 8),
  };
  const { network } = await readNetwork(tfjsModel(sequential('rnn', rows, lstm), weights));
  await expectStockAgrees(network);
  for (const format of ['keras', 'h5'] as const)
    await expect(networkFormats[format].write(network)).rejects.toThrow(
      'layer "memory" (LSTM): Keras 3 has another hard sigmoid than TensorFlow.js; download it as TensorFlow.js instead',
    );
  disposeNetwork(network);
});

test('what training needs is left out, and names have no slashes', async () => {
  const config = sequential(
    'sc/oped',
    layer2('Conv2D', 'block1/conv', {
      filters: 2,
      kernel_size: [3, 3],
      batch_input_shape: [null, 8, 8, 3],
      kernel_initializer: { class_name: 'LecunUniform', config: { dtype: 'float32' } },
      kernel_regularizer: { class_name: 'L2', config: { l2: 0.01 } },
      bias_constraint: { class_name: 'MaxNorm', config: {} },
    }),
    layer2('RandomFlip', 'flip', { mode: 'horizontal' }),
    layer2('GlobalAveragePooling2D', 'block1_conv'),
  );
  const weights = { 'layers/conv2d': [wave(1, 3, 3, 3, 2), wave(2, 2)] };
  const { network } = await readNetwork(await kerasArchive(config, weights));
  await expectStockAgrees(network);
  for (const format of ['keras', 'h5', 'tfjs'] as const) {
    const text = new TextDecoder('latin1').decode(await networkFormats[format].write(network));
    expect(text).not.toMatch(/nitializer|egularizer|onstraint|RandomFlip|block1\/conv"|sc\/oped/);
  }
  disposeNetwork(network);
});
