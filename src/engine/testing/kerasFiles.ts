/** Keras files by hand: configurations and arrays in the layouts that Keras's versions write. */
import { zipSync } from 'fflate';
import type { DroppedFile } from '../io/containers/files';
import { makeGroup, writeFloats, writeHdf5, writeTexts } from '../io/hdf5/write';

type Json = Record<string, unknown>;

export interface Weight {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** Numbers that differ from place to place and from seed to seed, of a shape. */
export function wave(seed: number, ...shape: number[]): Weight {
  const size = shape.reduce((product, length) => product * length, 1);
  return { shape, values: Float32Array.from({ length: size }, (_, at) => 0.4 * Math.sin(1 + seed + 1.7 * at)) };
}

export const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** A layer as Keras 2 writes it, reading other layers. */
export const layer2 = (class_name: string, name: string, config: Json = {}, ...from: string[]): Json => ({
  class_name,
  name,
  config: { name, ...config },
  inbound_nodes: from.length > 0 ? [from.map((input) => [input, 0, 0, {}])] : [],
});

export const input2 = (name: string, ...shape: number[]): Json =>
  layer2('InputLayer', name, { batch_input_shape: [null, ...shape] });

/** A functional model as Keras 2 writes it. */
export const model2 = (name: string, layers: readonly Json[], input: string, ...outputs: string[]): Json => ({
  class_name: 'Functional',
  config: {
    name,
    layers,
    input_layers: [[input, 0, 0]],
    output_layers: outputs.map((output) => [output, 0, 0]),
  },
});

export const sequential = (name: string, ...layers: readonly Json[]): Json => ({
  class_name: 'Sequential',
  config: { name, layers },
});

/** What Keras 3 writes for a tensor. */
export const tensor3 = (layer: string, node = 0): Json => ({
  class_name: '__keras_tensor__',
  config: { shape: [null, 6, 6, 3], dtype: 'float32', keras_history: [layer, node, 0] },
});

/** A layer as Keras 3 writes it. @param args of its calls: tensors and constants */
export const layer3 = (class_name: string, name: string, config: Json = {}, ...args: unknown[]): Json => ({
  module: 'keras.layers',
  class_name,
  name,
  registered_name: null,
  config: { name, dtype: { module: 'keras', class_name: 'DTypePolicy', config: { name: 'float32' } }, ...config },
  inbound_nodes: args.length > 0 ? [{ args, kwargs: {} }] : [],
});

export const input3 = (name: string, ...shape: number[]): Json =>
  layer3('InputLayer', name, { batch_shape: [null, ...shape] });

export const model3 = (name: string, layers: readonly Json[], input: string, outputs: unknown): Json => ({
  module: 'keras.src.models.functional',
  class_name: 'Functional',
  registered_name: 'Functional',
  config: { name, layers, input_layers: [input, 0, 0], output_layers: outputs },
});

/** A .keras archive; weights by the path of their group, numbered there in order. */
export async function kerasArchive(
  config: Json,
  weights: Readonly<Record<string, readonly Weight[]>>,
  version = '3.8.0',
): Promise<DroppedFile[]> {
  const h5 = await writeHdf5((file) => {
    for (const [path, arrays] of Object.entries(weights)) {
      const group = makeGroup(file, `${path}/vars`);
      for (const [index, array] of arrays.entries()) writeFloats(group, String(index), array);
    }
  });
  const files = {
    'metadata.json': json({ keras_version: version }),
    'config.json': json(config),
    'model.weights.h5': h5,
  };
  return [{ name: 'm.keras', bytes: zipSync(files) }];
}

/** An .h5 model; weights by outermost layer and by name, in order. */
export async function kerasH5(
  config: Json | undefined,
  weights: Readonly<Record<string, Readonly<Record<string, Weight>>>>,
  version = '2.9.0',
): Promise<DroppedFile> {
  const bytes = await writeHdf5((file) => {
    file.create_attribute('keras_version', version);
    if (config) file.create_attribute('model_config', JSON.stringify(config));
    const root = config ? file.create_group('model_weights') : file;
    writeTexts(root, 'layer_names', Object.keys(weights));
    for (const [layer, named] of Object.entries(weights)) {
      const group = root.create_group(layer);
      writeTexts(group, 'weight_names', Object.keys(named));
      for (const [name, array] of Object.entries(named)) {
        const slash = name.lastIndexOf('/');
        writeFloats(makeGroup(group, name.slice(0, Math.max(0, slash))), name.slice(slash + 1), array);
      }
    }
  });
  return { name: 'm.h5', bytes };
}

/** A TensorFlow.js layers model. */
export function tfjsModel(topology: unknown, weights: Readonly<Record<string, Weight>>): DroppedFile[] {
  const values = Object.values(weights).flatMap((weight) => [...weight.values]);
  const manifest = Object.entries(weights).map(([name, { shape }]) => ({ name, shape, dtype: 'float32' }));
  const model = { modelTopology: topology, weightsManifest: [{ paths: ['w.bin'], weights: manifest }] };
  return [
    { name: 'model.json', bytes: json(model) },
    { name: 'w.bin', bytes: new Uint8Array(Float32Array.from(values).buffer) },
  ];
}
