/** Writes topologies in the words of Keras 2, which TensorFlow.js reads too, and of Keras 3. */
import type { Layer, Shape } from '../../network/network';
import type { WrittenGraph } from './portable';

type Json = Record<string, unknown>;

/** A call of a layer: its name, the number of the call, the number of the output. */
type Call = readonly [layer: string, node: number, tensor: 0];

/** A layer with the inputs of all its calls. */
interface CalledLayer {
  readonly layer: Layer;
  readonly calls: ReadonlyArray<readonly string[]>;
}

/** The layers as they are written, in Keras's order, a shared layer once. */
function calledLayers({ layers, order }: WrittenGraph): { called: CalledLayer[]; callOf: (name: string) => Call } {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const calls = new Map(order.map((name): [string, Layer[]] => [name, []]));
  const numbers = new Map<string, Call>();
  for (const layer of layers) {
    const owner = layer.shares ?? layer.name;
    const before = calls.get(owner)!;
    numbers.set(layer.name, [owner, before.length, 0]);
    before.push(layer);
  }
  const called = order.map((name) => ({
    layer: byName.get(name)!,
    calls: calls.get(name)!.map(({ inputs }) => inputs),
  }));
  return { called, callOf: (name) => numbers.get(name)! };
}

/** In a dictionary where the outputs have keys. */
function outputsOf({ outputs }: WrittenGraph, callOf: (name: string) => Call): Call[] | Record<string, Call> {
  const entries = outputs.flatMap(({ layer, key }) => (key === undefined ? [] : [[key, callOf(layer)] as const]));
  return new Set(entries.map(([key]) => key)).size === outputs.length
    ? Object.fromEntries(entries)
    : outputs.map(({ layer }) => callOf(layer));
}

/** The topology as Keras 2 and TensorFlow.js load it. */
export function writeKeras2(graph: WrittenGraph): Json {
  const { called, callOf } = calledLayers(graph);
  return {
    class_name: 'Functional',
    config: {
      name: graph.name,
      layers: called.map(({ layer, calls }) => ({
        class_name: layer.className,
        name: layer.name,
        config: { ...keras2Config(layer), name: layer.name },
        inbound_nodes: calls
          .filter((inputs) => inputs.length > 0)
          .map((inputs) => inputs.map((name) => [...callOf(name), {}])),
      })),
      input_layers: inputsOf(graph),
      output_layers: outputsOf(graph, callOf),
    },
  };
}

/** The topology as Keras 3 loads it. */
export function writeKeras3(graph: WrittenGraph): Json {
  const { called, callOf } = calledLayers(graph);
  const tensor = (name: string) => ({
    class_name: '__keras_tensor__',
    config: { shape: keras3Shape(graph.shapes.get(name)!), dtype: 'float32', keras_history: callOf(name) },
  });
  const node = (inputs: readonly string[]) => {
    const tensors = inputs.map(tensor);
    return { args: tensors.length === 1 ? tensors : [tensors], kwargs: {} };
  };
  const ends = (calls: readonly Call[] | Json) => (Array.isArray(calls) && calls.length === 1 ? calls[0] : calls);
  return {
    module: 'keras.src.models.functional',
    class_name: 'Functional',
    config: {
      name: graph.name,
      trainable: true,
      layers: called.map(({ layer, calls }) => ({
        module: 'keras.layers',
        class_name: layer.className,
        config: { ...keras3Config(layer), name: layer.name },
        registered_name: null,
        name: layer.name,
        inbound_nodes: calls.filter((inputs) => inputs.length > 0).map(node),
      })),
      input_layers: ends(inputsOf(graph)),
      output_layers: ends(outputsOf(graph, callOf)),
    },
    registered_name: 'Functional',
  };
}

/** Inputs in the order in which they were read, which is not always Keras's order of layers. */
const inputsOf = ({ layers }: WrittenGraph): Call[] =>
  layers.filter(({ className }) => className === 'InputLayer').map(({ name }) => [name, 0, 0]);

const keras3Shape = (shape: Shape): Array<number | null> => shape.map((size) => (size < 0 ? null : size));

/** A configuration in the words of Keras 2: objects without their modules but for layers', a type policy by its name. */
function keras2Config({ className, config }: Layer): Json {
  const { batch_shape, optional: _, ...rest } = mapValues(config, plainObject);
  if (batch_shape === undefined) return rest;
  return className === 'InputLayer' ? { ...rest, batch_input_shape: batch_shape } : rest;
}

/** A configuration without what Keras 3 refuses of Keras 2: shapes on inner layers, an axis in a list. */
function keras3Config({ className, config }: Layer): Json {
  const { batch_input_shape, ragged: _, ...rest } = config;
  if (className === 'InputLayer')
    return batch_input_shape === undefined ? rest : { ...rest, batch_shape: batch_input_shape };
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
  const module = object.module === 'keras.layers' ? { module: object.module } : {};
  return { ...module, class_name: object.class_name, config: plainObject(object.config) };
}

const nameIn = (config: unknown): unknown =>
  typeof config === 'object' && config !== null && 'name' in config ? config.name : 'float32';
