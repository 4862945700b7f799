import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { tellReason } from '../../../words/reasons';
import { chooseBackend } from '../../backend/chooseBackend';
import { inspectNetwork } from '../../channels/inspect';
import { prunableGroups } from '../../channels/prunableGroups';
import { cifarResnet } from '../../models/resnet';
import { predict } from '../../network/execute';
import { disposeNetwork, type Network } from '../../network/network';
import { Random } from '../../random';
import { expectClose, normals } from '../../testing/numbers';
import { buildRandom, randomNetworks } from '../../testing/randomNetworks';
import { formatNames, suffixes } from '../formatNames';
import { makeGroup, writeFloats, writeHdf5 } from '../hdf5/write';
import { writeKeras2, writeKeras3 } from '../writing/topologies';
import { networkFormats } from '.';
import type { OpenedNetwork } from './format';
import { readNetwork } from './readNetwork';

await chooseBackend(['wasm']);

const images = tf.tensor4d(normals(new Random(1), 2 * 8 * 8 * 3), [2, 8, 8, 3]);
const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const zip = (files: Record<string, Uint8Array>, name = 'model.zip') => [{ name, bytes: zipSync(files) }];

/** What a network is, in any order, its input layer's shape under one name. */
const meaning = ({ layers, input, output, outputs }: Network) => ({
  input,
  output,
  outputs,
  layers: layers
    .map(({ config, ...layer }) => {
      const { batch_input_shape, batch_shape, name: _, alpha, negative_slope, activation, ...rest } = config;
      const slope = alpha ?? negative_slope;
      return {
        ...layer,
        config: {
          ...rest,
          ...(activation === undefined || activation === 'linear' ? {} : { activation }),
          ...(slope === undefined ? {} : { slope }),
          ...(layer.className === 'InputLayer' ? { shape: batch_input_shape ?? batch_shape } : {}),
        },
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1)),
});

function expectSameWeights(opened: Network, network: Network): void {
  expect([...opened.weights.keys()].sort()).toEqual([...network.weights.keys()].sort());
  for (const [key, tensor] of network.weights) {
    const other = opened.weights.get(key)!;
    expect(other.shape).toEqual(tensor.shape);
    expect(
      Buffer.from(Float32Array.from(other.dataSync()).buffer).equals(
        Buffer.from(Float32Array.from(tensor.dataSync()).buffer),
      ),
    ).toBe(true);
  }
}

function expectSame(opened: Network, network: Network): void {
  expect(meaning(opened)).toEqual(meaning(network));
  expectSameWeights(opened, network);
}

test.each(formatNames)('any network comes back from %s with the same numbers, and twice the same', async (format) => {
  await fc.assert(
    fc.asyncProperty(randomNetworks, async (made) => {
      const network = buildRandom(made);
      const before = tf.memory().numTensors;
      const write = async (from: Network) => [
        { name: `n${suffixes[format]}`, bytes: await networkFormats[format].write(from) },
      ];
      const first = await readNetwork(await write(network));
      expect(first.format).toBe(format);
      if (format !== 'tfjs') expectSameWeights(first.network, network);
      expectClose(predict(first.network, images), predict(network, images), 1e-5);
      const second = await readNetwork(await write(first.network));
      expectSame(second.network, first.network);
      disposeNetwork(first.network);
      disposeNetwork(second.network);
      expect(tf.memory().numTensors).toBe(before + 2);
      disposeNetwork(network);
    }),
    { numRuns: 25, seed: 5 },
  );
});

/** Numbers 0.01, 0.02, ... of a shape. */
const ramp = (...shape: number[]) => {
  const size = shape.reduce((product, length) => product * length, 1);
  return { shape, values: Float32Array.from({ length: size }, (_, index) => 0.01 * (index + 1)) };
};

const weights = { conv: ramp(3, 3, 3, 2), convBias: ramp(2), dense: ramp(2, 4), denseBias: ramp(4) };

/** What the hand-written files below all hold, computed by TensorFlow.js alone. */
const expected = tf.tidy(() => {
  const tensor = (name: keyof typeof weights) => tf.tensor(weights[name].values, weights[name].shape);
  const features = tf.relu(tf.add(tf.conv2d(images, tensor('conv') as tf.Tensor4D, 1, 'same'), tensor('convBias')));
  const scores = tf.add(
    tf.matMul(tf.mean(features, [1, 2]) as tf.Tensor2D, tensor('dense') as tf.Tensor2D),
    tensor('denseBias'),
  );
  return tf.softmax(scores);
});

const kerasTensor = (layer: string) => ({
  class_name: '__keras_tensor__',
  config: { shape: [null, 8, 8, 3], dtype: 'float32', keras_history: [layer, 0, 0] },
});

const keras3 = (className: string, name: string, config: Record<string, unknown>, from?: string) => ({
  module: 'keras.layers',
  class_name: className,
  registered_name: null,
  name,
  config: {
    name,
    trainable: true,
    dtype: { module: 'keras', class_name: 'DTypePolicy', config: { name: 'float32' }, registered_name: null },
    ...config,
  },
  inbound_nodes: from ? [{ args: [kerasTensor(from)], kwargs: {} }] : [],
});

const glorot = {
  module: 'keras.initializers',
  class_name: 'GlorotUniform',
  config: { seed: null },
  registered_name: null,
};

/** As Keras 3 writes a functional model. */
const keras3Model = {
  module: 'keras.src.models.functional',
  class_name: 'Functional',
  registered_name: 'Functional',
  config: {
    name: 'functional',
    trainable: true,
    layers: [
      keras3('InputLayer', 'image', { batch_shape: [null, 8, 8, 3], sparse: false, ragged: false }),
      keras3(
        'Conv2D',
        'my_conv',
        {
          filters: 2,
          kernel_size: [3, 3],
          strides: [1, 1],
          padding: 'same',
          data_format: 'channels_last',
          dilation_rate: [1, 1],
          groups: 1,
          activation: 'relu',
          use_bias: true,
          kernel_initializer: glorot,
        },
        'image',
      ),
      keras3('GlobalAveragePooling2D', 'gap', { data_format: 'channels_last', keepdims: false }, 'my_conv'),
      keras3('Dropout', 'drop', { rate: 0.2, seed: null, noise_shape: null }, 'gap'),
      keras3(
        'Dense',
        'scores',
        { units: 4, activation: 'softmax', use_bias: true, kernel_initializer: glorot },
        'drop',
      ),
    ],
    input_layers: ['image', 0, 0],
    output_layers: ['scores', 0, 0],
  },
};

async function expectReads(files: Array<{ name: string; bytes: Uint8Array }>): Promise<OpenedNetwork> {
  const opened = await readNetwork(files);
  expectClose(predict(opened.network, images), expected, 1e-5);
  return opened;
}

test('.keras as Keras 3 writes it: weights by class and number, a seed among them', async () => {
  const h5 = await writeHdf5((file) => {
    const vars = (path: string, ...values: Array<ReturnType<typeof ramp>>) =>
      values.forEach((value, index) => {
        writeFloats(makeGroup(file, `layers/${path}/vars`), String(index), value);
      });
    vars('conv2d', weights.conv, weights.convBias);
    vars('dense', weights.dense, weights.denseBias);
    makeGroup(file, 'layers/dropout/seed_generator/vars');
    makeGroup(file, 'layers/input_layer/vars');
  });
  const files = {
    'metadata.json': text({ keras_version: '3.8.0' }),
    'config.json': text(keras3Model),
    'model.weights.h5': h5,
  };
  const opened = await expectReads(zip(files, 'flowers.keras'));
  expect(opened.format).toBe('keras');
  const written = await networkFormats.tfjs.write(opened.network);
  const again = await readNetwork([{ name: 'pruned.zip', bytes: written }]);
  expectClose(predict(again.network, images), expected, 1e-5);
});

test('.keras as Keras 2.15 wrote it', async () => {
  const h5 = await writeHdf5((file) => {
    for (const [name, kernel, bias] of [
      ['conv2d', weights.conv, weights.convBias],
      ['dense', weights.dense, weights.denseBias],
    ] as const) {
      const group = makeGroup(file, `_layer_checkpoint_dependencies/${name}/vars`);
      writeFloats(group, '0', kernel);
      writeFloats(group, '1', bias);
    }
  });
  await expectReads(zip({ 'metadata.json': text({}), 'config.json': text(keras3Model), 'model.weights.h5': h5 }));
});

const shard = (...parts: Array<{ values: ArrayLike<number> & ArrayBufferView }>) =>
  Uint8Array.from(
    parts.flatMap(({ values }) => [...new Uint8Array(values.buffer, values.byteOffset, values.byteLength)]),
  );

const entry = (name: string, { shape }: { shape: number[] }) => ({ name, shape, dtype: 'float32' });

test('model.json made from Keras 3, which tfjs itself refuses; shards in a folder', async () => {
  const model = {
    format: 'layers-model',
    modelTopology: { keras_version: '3.8.0', backend: 'tensorflow', model_config: keras3Model },
    weightsManifest: [
      {
        paths: ['group1-shard1of2.bin', 'group1-shard2of2.bin'],
        weights: [
          entry('my_conv/kernel', weights.conv),
          entry('my_conv/bias', weights.convBias),
          entry('scores/kernel', weights.dense),
          entry('scores/bias', weights.denseBias),
        ],
      },
    ],
  };
  const all = shard(weights.conv, weights.convBias, weights.dense, weights.denseBias);
  await expectReads([
    { name: 'web_model/model.json', bytes: text(model) },
    { name: 'web_model/group1-shard2of2.bin', bytes: all.subarray(100) },
    { name: 'web_model/group1-shard1of2.bin', bytes: all.subarray(0, 100) },
  ]);
});

const keras2 = (class_name: string, config: Record<string, unknown>) => ({ class_name, config });
const convConfig = {
  filters: 2,
  kernel_size: [3, 3],
  padding: 'same',
  activation: 'relu',
  kernel_initializer: keras2('VarianceScaling', { scale: 1 }),
};

test('.h5 as Keras 2 wrote it: Sequential, names with the model in front', async () => {
  const model = keras2('Sequential', {
    name: 'sequential_3',
    layers: [
      keras2('Conv2D', { name: 'conv2d_9', batch_input_shape: [null, 8, 8, 3], ...convConfig }),
      keras2('GlobalAveragePooling2D', { name: 'gap' }),
      keras2('Dense', { name: 'dense_4', units: 4, activation: 'softmax' }),
    ],
  });
  const bytes = await writeHdf5((file) => {
    file.create_attribute('keras_version', '2.4.0');
    file.create_attribute('model_config', JSON.stringify(model));
    const root = file.create_group('model_weights');
    root.create_attribute('layer_names', ['conv2d_9', 'gap', 'dense_4']);
    for (const [layer, kernel, bias] of [
      ['conv2d_9', weights.conv, weights.convBias],
      ['dense_4', weights.dense, weights.denseBias],
    ] as const) {
      const group = root.create_group(layer);
      group.create_attribute('weight_names', [`${layer}_1/kernel:0`, `${layer}_1/bias:0`]);
      writeFloats(makeGroup(group, `${layer}_1`), 'kernel:0', kernel);
      writeFloats(makeGroup(group, `${layer}_1`), 'bias:0', bias);
    }
    root.create_group('gap');
  });
  const opened = await expectReads([{ name: 'weights.hdf5', bytes }]);
  expect(opened.format).toBe('h5');
});

/** Teachable Machine nests a Sequential of a feature extractor in a Sequential. */
const teachable = {
  class_name: 'Sequential',
  config: {
    name: 'sequential_4',
    layers: [
      keras2('Sequential', {
        name: 'sequential_1',
        layers: [
          keras2('Model', {
            name: 'model1',
            layers: [
              {
                name: 'input_1',
                ...keras2('InputLayer', { batch_input_shape: [null, 8, 8, 3], name: 'input_1' }),
                inbound_nodes: [],
              },
              {
                name: 'Conv1',
                ...keras2('Conv2D', { name: 'Conv1', ...convConfig }),
                inbound_nodes: [[['input_1', 0, 0, {}]]],
              },
            ],
            input_layers: [['input_1', 0, 0]],
            output_layers: [['Conv1', 0, 0]],
          }),
          keras2('GlobalAveragePooling2D', { name: 'gap1', trainable: true }),
        ],
      }),
      keras2('Sequential', {
        name: 'sequential_3',
        layers: [
          keras2('Dense', { name: 'dense_Dense2', units: 4, activation: 'softmax', batch_input_shape: [null, 2] }),
        ],
      }),
    ],
  },
};

test('a Teachable Machine export: nested models, labels, its own scaling', async () => {
  const model = {
    modelTopology: teachable,
    weightsManifest: [
      {
        paths: ['weights.bin'],
        weights: [
          entry('Conv1/kernel', weights.conv),
          entry('Conv1/bias', weights.convBias),
          entry('dense_Dense2/kernel', weights.dense),
          entry('dense_Dense2/bias', weights.denseBias),
        ],
      },
    ],
  };
  const labels = ['cat', 'dog', 'cup', 'none'];
  const opened = await expectReads(
    zip({
      'metadata.json': text({ tmVersion: '2.4', labels, imageSize: 8 }),
      'model.json': text(model),
      'weights.bin': shard(weights.conv, weights.convBias, weights.dense, weights.denseBias),
    }),
  );
  expect(opened.network.notes?.classes).toEqual(labels);
  expect(opened.network.notes?.scaling).toEqual({ kind: 'symmetric' });
});

test.each(['uint8', 'uint16', 'float16'] as const)('weights stored as %s', async (dtype) => {
  const max = dtype === 'uint8' ? 255 : 65535;
  const stored = Object.values(weights).map(({ shape, values }) => {
    const scale = Math.max(...values) / max;
    const quantization = dtype === 'float16' ? { dtype } : { dtype, scale, min: 0 };
    const steps = values.map((value) => (dtype === 'float16' ? halfOf(value) : Math.round(value / scale)));
    const numbers = dtype === 'uint8' ? Uint8Array.from(steps) : Uint16Array.from(steps);
    return { shape, quantization, numbers };
  });
  const names = ['my_conv/kernel', 'my_conv/bias', 'scores/kernel', 'scores/bias'];
  const model = {
    modelTopology: keras3Model,
    weightsManifest: [
      {
        paths: ['w.bin'],
        weights: stored.map(({ shape, quantization }, index) => ({
          name: names[index],
          shape,
          dtype: 'float32',
          quantization,
        })),
      },
    ],
  };
  const opened = await readNetwork([
    { name: 'model.json', bytes: text(model) },
    { name: 'w.bin', bytes: shard(...stored.map(({ numbers }) => ({ values: numbers }))) },
  ]);
  expectClose(predict(opened.network, images), expected, dtype === 'uint8' ? 1e-2 : 1e-3);
});

/** The bits of the 16-bit float nearest a positive number above 2^-14, cut off. */
function halfOf(value: number): number {
  const exponent = Math.floor(Math.log2(value));
  return ((exponent + 15) << 10) | Math.floor((value / 2 ** exponent - 1) * 1024);
}

test.each([
  [
    'a graph model',
    [{ name: 'model.json', bytes: text({ format: 'graph-model', modelTopology: { node: [] }, weightsManifest: [] }) }],
    /model\.json: a TensorFlow\.js graph model is frozen.*tensorflowjs_converter --input_format keras/,
  ],
  [
    'a SavedModel',
    [{ name: 'dir/saved_model.pb', bytes: Uint8Array.of(8, 1) }],
    /dir\/saved_model\.pb: a SavedModel is a program.*save\("model\.keras"\)/,
  ],
  [
    'TensorFlow Lite',
    [{ name: 'm.tflite', bytes: Uint8Array.of(28, 0) }],
    /m\.tflite: a TensorFlow Lite model is frozen/,
  ],
  ['a zip without a model', zip({ 'a/cat.jpg': Uint8Array.of(255) }), /model\.zip\/a\/cat\.jpg: no model/],
])('%s is explained', async (_, files, message) => {
  await expect(readNetwork(files)).rejects.toThrow(message);
});

test('.h5 with weights alone, and one cut short', async () => {
  const bytes = await writeHdf5((file) => {
    file.create_group('conv');
  });
  await expect(readNetwork([{ name: 'w.h5', bytes }])).rejects.toThrow(
    'w.h5: it holds weights but no topology; save the whole model: model.save("model.keras")',
  );
  await expect(readNetwork([{ name: 'w.h5', bytes: bytes.subarray(0, 100) }])).rejects.toThrow(
    'w.h5: it is no HDF5 file, or was cut short',
  );
});

test('a layer called twice, and a network of two inputs and two outputs, survive', async () => {
  const branch = (name: string) => ({
    name,
    ...keras2('InputLayer', { batch_input_shape: [null, 8, 8, 3], name }),
    inbound_nodes: [],
  });
  const model = {
    class_name: 'Model',
    config: {
      name: 'twins',
      layers: [
        branch('left'),
        branch('right'),
        {
          name: 'conv',
          ...keras2('Conv2D', { name: 'conv', ...convConfig }),
          inbound_nodes: [[['left', 0, 0, {}]], [['right', 0, 0, {}]]],
        },
        {
          name: 'sum',
          ...keras2('Add', { name: 'sum' }),
          inbound_nodes: [
            [
              ['conv', 0, 0, {}],
              ['conv', 1, 0, {}],
            ],
          ],
        },
        { name: 'gap', ...keras2('GlobalAveragePooling2D', { name: 'gap' }), inbound_nodes: [[['sum', 0, 0, {}]]] },
        { name: 'scores', ...keras2('Dense', { name: 'scores', units: 4 }), inbound_nodes: [[['gap', 0, 0, {}]]] },
      ],
      input_layers: [
        ['left', 0, 0],
        ['right', 0, 0],
      ],
      output_layers: [
        ['scores', 0, 0],
        ['gap', 0, 0],
      ],
    },
  };
  const names = {
    'conv/kernel': weights.conv,
    'conv/bias': weights.convBias,
    'scores/kernel': weights.dense,
    'scores/bias': weights.denseBias,
  };
  const json = {
    modelTopology: { model_config: model },
    weightsManifest: [
      { paths: ['w.bin'], weights: Object.entries(names).map(([name, weight]) => entry(name, weight)) },
    ],
  };
  const { network } = await readNetwork([
    { name: 'model.json', bytes: text(json) },
    { name: 'w.bin', bytes: shard(...Object.values(names)) },
  ]);
  expect(network.otherOutputs).toEqual(['gap']);
  for (const format of formatNames) {
    const again = await readNetwork([{ name: 'f', bytes: await networkFormats[format].write(network) }]);
    expect(again.network.otherOutputs).toEqual(['gap']);
    expectClose(predict(again.network, images), predict(network, images), 1e-6);
  }
});

test('a layer that only TensorFlow.js knows runs, and locks its channels with the reason', async () => {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [8, 8, 3], filters: 4, kernelSize: 3, name: 'conv' }),
      tf.layers.conv2d({ filters: 4, kernelSize: 3, name: 'second' }),
      tf.layers.reshape({ targetShape: [16, 4] }),
      tf.layers.lstm({ units: 5, name: 'memory', recurrentActivation: 'sigmoid' }),
      tf.layers.dense({ units: 4, name: 'scores' }),
    ],
  });
  const saved = await new Promise<tf.io.ModelArtifacts>((resolve) => {
    void model.save(
      tf.io.withSaveHandler(async (artifacts) => {
        resolve(artifacts);
        return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
      }),
    );
  });
  const json = {
    modelTopology: saved.modelTopology,
    weightsManifest: [{ paths: ['w.bin'], weights: saved.weightSpecs }],
  };
  const bytes = new Uint8Array(tf.io.CompositeArrayBuffer.join(saved.weightData));
  const { network } = await readNetwork([
    { name: 'model.json', bytes: text(json) },
    { name: 'w.bin', bytes },
  ]);
  expectClose(predict(network, images), model.predict(images) as tf.Tensor, 1e-5);
  const kept = inspectNetwork(network).groups.find(({ name }) => name === 'second')?.kept;
  expect(kept && tellReason(kept)).toBe(
    'read by layer "memory" (LSTM), which is of a class whose channels Espalier does not follow',
  );
  expect(prunableGroups(network).map(({ id }) => id)).toEqual(['second']);
  for (const format of formatNames)
    expectClose(
      predict((await readNetwork([{ name: 'f', bytes: await networkFormats[format].write(network) }])).network, images),
      predict(network, images),
      1e-6,
    );
});

test('each Keras gets the words that it takes, and nothing that a trained network has no use for', () => {
  const layer = (name: string, className: string, config: Record<string, unknown>, inputs: string[]) => ({
    name,
    className,
    config,
    inputs,
  });
  const layers = [
    layer('image', 'InputLayer', { batch_input_shape: [null, 8, 8, 3] }, []),
    layer('deep', 'DepthwiseConv2D', { kernel_size: [3, 3] }, ['image']),
    layer('bn', 'BatchNormalization', { axis: [3] }, ['deep']),
  ];
  const shapes = new Map(layers.map(({ name }) => [name, [-1, 8, 8, 3]]));
  const graph = { name: 'n', layers, outputs: [{ layer: 'bn' }], order: ['image', 'deep', 'bn'], shapes };
  const configs = (written: Record<string, unknown>) =>
    z
      .object({ config: z.object({ layers: z.array(z.object({ config: z.record(z.string(), z.unknown()) })) }) })
      .parse(written)
      .config.layers.map(({ config }) => config);
  expect(configs(writeKeras3(graph))).toEqual([
    { name: 'image', batch_shape: [null, 8, 8, 3] },
    { name: 'deep', kernel_size: [3, 3] },
    { name: 'bn', axis: 3 },
  ]);
  expect(configs(writeKeras2(graph))).toEqual([
    { name: 'image', batch_input_shape: [null, 8, 8, 3] },
    { name: 'deep', kernel_size: [3, 3] },
    { name: 'bn', axis: [3] },
  ]);
});

test('a topology longer than 64 KiB goes into .h5 and comes back', async () => {
  const network = cifarResnet('resnet-56', { blocks: 9, classes: 10 }, new Random(1));
  const opened = await readNetwork([{ name: 'r.h5', bytes: await networkFormats.h5.write(network) }]);
  expectSame(opened.network, network);
});

test.each([
  [
    'Keras 2',
    [
      {
        class_name: 'TFOpLambda',
        name: 'div',
        config: { name: 'div', function: 'math.truediv' },
        inbound_nodes: [['image', 0, 0, { y: 127.5, name: null }]],
      },
      {
        class_name: 'TFOpLambda',
        name: 'sub',
        config: { name: 'sub', function: 'math.subtract' },
        inbound_nodes: [['div', 0, 0, { y: 1, name: null }]],
      },
    ],
  ],
  [
    'Keras 3',
    [
      { ...keras3('TrueDivide', 'div', {}), inbound_nodes: [{ args: [kerasTensor('image'), 127.5], kwargs: {} }] },
      { ...keras3('Subtract', 'sub', {}), inbound_nodes: [{ args: [kerasTensor('div'), 1], kwargs: {} }] },
    ],
  ],
])('arithmetic in front of a model of %s is a rescaling', async (_, arithmetic) => {
  const config = {
    name: 'scaled',
    layers: [
      keras3('InputLayer', 'image', { batch_shape: [null, 8, 8, 3] }),
      ...arithmetic,
      keras3('GlobalAveragePooling2D', 'gap', {}, 'sub'),
    ],
    input_layers: ['image', 0, 0],
    output_layers: ['gap', 0, 0],
  };
  const json = { modelTopology: { class_name: 'Functional', config }, weightsManifest: [] };
  const { network } = await readNetwork([{ name: 'model.json', bytes: text(json) }]);
  expectClose(predict(network, images), tf.mean(tf.sub(tf.div(images, 127.5), 1), [1, 2]), 1e-6);
  expect(network.layers.find(({ inputs }) => inputs.includes(network.input))?.className).toBe('Rescaling');
});
