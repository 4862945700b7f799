/** Writes topologies in the words of Keras 2, which TensorFlow.js reads too, and of Keras 3. */
import { joinActivations, joinedName } from '../network/activationLayers';
import type { Layer, Shape } from '../network/network';
import { outputShapes } from '../network/shapes';
import type { Graph } from './topology';

type Json = Record<string, unknown>;

/** A layer with all its calls. */
interface CalledLayer {
  readonly layer: Layer;
  readonly calls: ReadonlyArray<readonly string[]>;
}

/** The layers as they are written: activations in their places, and a shared layer once. */
function calledLayers(graph: Graph): { layers: CalledLayer[]; tensorOf: (name: string) => [string, number, number] } {
  const joined = joinActivations(graph.layers);
  const layers = joined
    .filter(({ shares }) => shares === undefined)
    .map((layer) => ({
      layer,
      calls: joined
        .filter(({ name, shares }) => name === layer.name || shares === layer.name)
        .map(({ inputs }) => inputs),
    }));
  const tensorOf = (name: string): [string, number, number] => {
    const call = joined.find((layer) => layer.name === name);
    const owner = call?.shares ?? name;
    const calls = joined.filter((layer) => layer.name === owner || layer.shares === owner);
    return [owner, call ? calls.indexOf(call) : 0, 0];
  };
  return { layers, tensorOf };
}

const outputsOf = ({ output, otherOutputs = [], layers }: Graph): string[] =>
  [output, ...otherOutputs].map((name) => joinedName(name, layers));

/** The topology as Keras 2 and TensorFlow.js load it. */
export function writeKeras2(graph: Graph): Json {
  const { layers, tensorOf } = calledLayers(graph);
  return {
    class_name: 'Functional',
    config: {
      name: graph.name,
      layers: layers.map(({ layer, calls }) => ({
        class_name: layer.className,
        name: layer.name,
        config: { ...keras2Config(layer), name: layer.name },
        inbound_nodes: calls
          .filter((inputs) => inputs.length > 0)
          .map((inputs) => inputs.map((name) => [...tensorOf(name), {}])),
      })),
      input_layers: layers
        .filter(({ layer }) => layer.className === 'InputLayer')
        .map(({ layer }) => [layer.name, 0, 0]),
      output_layers: outputsOf(graph).map(tensorOf),
    },
  };
}

/** The topology as Keras 3 loads it. */
export function writeKeras3(graph: Graph): Json {
  const { layers, tensorOf } = calledLayers(graph);
  const shapes = outputShapes(graph);
  const tensor = (name: string) => ({
    class_name: '__keras_tensor__',
    config: { shape: keras3Shape(shapes.get(name)!), dtype: 'float32', keras_history: tensorOf(name) },
  });
  const node = (inputs: readonly string[]) => {
    const tensors = inputs.map(tensor);
    return { args: tensors.length === 1 ? tensors : [tensors], kwargs: {} };
  };
  const ends = (names: ReadonlyArray<[string, number, number]>) => (names.length === 1 ? names[0] : names);
  return {
    module: 'keras.src.models.functional',
    class_name: 'Functional',
    config: {
      name: graph.name,
      trainable: true,
      layers: layers.map(({ layer, calls }) => ({
        module: 'keras.layers',
        class_name: layer.className,
        config: { ...keras3Config(layer), name: layer.name },
        registered_name: null,
        name: layer.name,
        inbound_nodes: calls.filter((inputs) => inputs.length > 0).map(node),
      })),
      input_layers: ends(
        layers.filter(({ layer }) => layer.className === 'InputLayer').map(({ layer }) => [layer.name, 0, 0]),
      ),
      output_layers: ends(outputsOf(graph).map(tensorOf)),
    },
    registered_name: 'Functional',
  };
}

const keras3Shape = (shape: Shape): Array<number | null> => shape.map((size) => (size < 0 ? null : size));

/** A configuration in the words of Keras 2: objects without their modules, a type policy by its name. */
function keras2Config({ className, config }: Layer): Json {
  const { batch_shape, optional: _, ...rest } = mapValues(config, plainObject);
  if (batch_shape === undefined) return rest;
  return className === 'InputLayer' ? { ...rest, batch_input_shape: batch_shape } : rest;
}

/** A configuration without what Keras 3 refuses of Keras 2: shapes on inner layers, an axis in a list, groups of one. */
function keras3Config({ className, config }: Layer): Json {
  const { batch_input_shape, ragged: _, ...rest } = config;
  if (className === 'InputLayer')
    return batch_input_shape === undefined ? rest : { ...rest, batch_shape: batch_input_shape };
  if (className === 'DepthwiseConv2D') {
    const { groups: _, ...own } = rest;
    return own;
  }
  if (className === 'BatchNormalization' && Array.isArray(rest.axis)) return { ...rest, axis: rest.axis[0] };
  return rest;
}

const mapValues = (record: Json, map: (value: unknown) => unknown): Json =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));

function plainObject(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainObject);
  if (typeof value !== 'object' || value === null) return value;
  const object: Json = { ...value };
  if (!('class_name' in object)) return mapValues(object, plainObject);
  if (object.class_name === 'DTypePolicy') return nameIn(object.config);
  if (object.class_name === 'function') return object.config;
  return { class_name: object.class_name, config: plainObject(object.config) };
}

const nameIn = (config: unknown): unknown =>
  typeof config === 'object' && config !== null && 'name' in config ? config.name : 'float32';
