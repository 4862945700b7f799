/** Small valid drops of every format, to be broken. */
import { zipSync } from 'fflate';
import type { DroppedFile } from '../../engine/io/containers/files';
import { unzip } from '../../engine/io/containers/zip';
import { networkFormats } from '../../engine/io/formats';
import { writeTfjsLayers } from '../../engine/io/formats/tfjsLayers';
import { makeGroup, writeFloats, writeHdf5, writeTexts } from '../../engine/io/hdf5/write';
import { disposeNetwork } from '../../engine/network/network';
import { NetworkBuilder } from '../../engine/network/networkBuilder';
import { Random } from '../../engine/random';
import { imageFiles } from '../../engine/testing/imageFiles';

export interface Seed {
  readonly format: string;
  /** What may be changed. */
  readonly files: readonly DroppedFile[];
  /** Makes a drop of the files; the files themselves if absent. */
  readonly pack?: (files: readonly DroppedFile[]) => DroppedFile[] | Promise<DroppedFile[]>;
}

const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

/** A network with a branch, a batch norm, and layers whose settings are numbers. */
const network = () =>
  new NetworkBuilder([8, 8, 3])
    .convBatchNormRelu(1, 4)
    .append('pad', 'ZeroPadding2D', { padding: [1, 1] })
    .append('deep', 'DepthwiseConv2D', { kernel_size: [3, 3], depth_multiplier: 1 })
    .append('up', 'UpSampling2D', { size: [2, 2] })
    .append('dilated', 'Conv2D', { filters: 4, kernel_size: [3, 3], dilation_rate: [2, 2], activation: 'relu' })
    .append('sum', 'Add', {}, ['up', 'up'])
    .append('gap', 'GlobalAveragePooling2D', {}, ['dilated'])
    .append('classes', 'Dense', { units: 3, activation: 'softmax' })
    .build('seed', new Random(1));

async function written<Result>(write: (made: ReturnType<typeof network>) => Promise<Result>): Promise<Result> {
  const made = network();
  try {
    return await write(made);
  } finally {
    disposeNetwork(made);
  }
}

const asZip =
  (name: string) =>
  (files: readonly DroppedFile[]): DroppedFile[] => [
    { name, bytes: zipSync(Object.fromEntries(files.map((file) => [file.name, file.bytes])), { level: 0 }) },
  ];

const dense = { shape: [3, 2], values: Float32Array.of(1, 2, 3, 4, 5, 6) };

/** Models within models, a recurrent layer and arithmetic, as Keras 2 writes them. */
const nestedConfig = {
  class_name: 'Functional',
  config: {
    name: 'outer',
    layers: [
      {
        class_name: 'InputLayer',
        name: 'in',
        config: { batch_input_shape: [null, 4, 3], name: 'in' },
        inbound_nodes: [],
      },
      {
        class_name: 'TFOpLambda',
        name: 'div',
        config: { name: 'div', function: 'math.truediv' },
        inbound_nodes: [['in', 0, 0, { y: 255 }]],
      },
      {
        class_name: 'Sequential',
        name: 'inner',
        config: {
          name: 'inner',
          layers: [{ class_name: 'LSTM', config: { name: 'memory', units: 2, return_sequences: false } }],
        },
        inbound_nodes: [[['div', 0, 0, {}]]],
      },
      {
        class_name: 'Dense',
        name: 'out',
        config: { name: 'out', units: 2, activation: 'hard_sigmoid' },
        inbound_nodes: [[['inner', 0, 0, {}]]],
      },
    ],
    input_layers: [['in', 0, 0]],
    output_layers: [['out', 0, 0]],
  },
};

const nestedWeights: Readonly<Record<string, number[]>> = {
  'inner/memory/kernel:0': [3, 8],
  'inner/memory/recurrent_kernel:0': [2, 8],
  'inner/memory/bias:0': [8],
  'out/kernel:0': [2, 2],
  'out/bias:0': [2],
};

const nestedH5 = (config: Uint8Array) =>
  writeHdf5((file) => {
    file.create_attribute('keras_version', '2.9.0');
    file.create_attribute('model_config', new TextDecoder().decode(config));
    const root = file.create_group('model_weights');
    writeTexts(root, 'layer_names', ['inner', 'out']);
    for (const layer of ['inner', 'out']) {
      const names = Object.keys(nestedWeights).filter((name) => name.startsWith(`${layer}/`));
      const group = root.create_group(layer);
      writeTexts(group, 'weight_names', names);
      for (const name of names) {
        const [, ...path] = name.split('/');
        const shape = nestedWeights[name]!;
        const size = shape.reduce((product, length) => product * length, 1);
        writeFloats(makeGroup(group, [layer, ...path.slice(0, -1)].join('/')), path.at(-1)!, {
          shape,
          values: new Float32Array(size).fill(0.1),
        });
      }
    }
  });

/** All seeds, each format once. */
export async function seeds(): Promise<Seed[]> {
  const keras = await written(networkFormats.keras.write);
  const h5 = await written(networkFormats.h5.write);
  const tfjs = Object.entries(await written(writeTfjsLayers)).map(([name, bytes]) => ({ name, bytes }));
  const archives = await Promise.all(
    Object.entries(imageFiles).map(async ([format, make]): Promise<Seed> => ({ format, files: await make() })),
  );
  const weights = await writeHdf5((file) => {
    file.create_attribute('keras_version', '2.4.0');
    writeTexts(file, 'layer_names', ['d']);
    writeTexts(file.create_group('d'), 'weight_names', ['d/kernel:0']);
    writeFloats(makeGroup(file, 'd/d'), 'kernel:0', dense);
  });
  const plain = {
    class_name: 'Sequential',
    config: {
      name: 'jw',
      layers: [
        { class_name: 'InputLayer', config: { batch_input_shape: [null, 3], name: 'in' } },
        { class_name: 'Dense', config: { name: 'd', units: 2, use_bias: false } },
      ],
    },
  };
  return [
    { format: 'keras', files: await unzip({ name: 'm.keras', bytes: keras }), pack: asZip('m.keras') },
    { format: 'keras, packed', files: [{ name: 'm.keras', bytes: keras }] },
    { format: 'h5', files: [{ name: 'm.h5', bytes: h5 }] },
    {
      format: 'h5, topology',
      files: [{ name: 'config.json', bytes: text(nestedConfig) }],
      pack: async ([config]) => [{ name: 'm.h5', bytes: await nestedH5(config!.bytes) }],
    },
    { format: 'tfjs', files: tfjs },
    { format: 'tfjs, zipped', files: tfjs, pack: asZip('m.zip') },
    {
      format: 'JSON and weights',
      files: [
        { name: 'm.json', bytes: text(plain) },
        { name: 'w.h5', bytes: weights },
      ],
    },
    ...archives,
  ];
}
