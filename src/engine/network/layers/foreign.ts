import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { InputError, messageOf } from '../../errors';
import { limits } from '../../limits';
import type { Shape } from '../network';
import { type AnyLayerKind, defineLayer, isNeutral } from './kind';

type TfjsLayer = ReturnType<typeof tf.layers.dense>;

const LayerBase = tf.layers.Layer;

/** Stands in for every initialiser: a file brings the values, and some initialisers take minutes. */
class Zeros extends tf.serialization.Serializable {
  static className = 'EspalierZeros';

  apply(shape: number[]): tf.Tensor {
    const entries = shape.reduce((product, size) => product * size, 1);
    if (!(entries <= limits.entries)) throw new InputError('layer.weight-size', { shape: shape.join() });
    return tf.zeros(shape);
  }

  getConfig(): tf.serialization.ConfigDict {
    return {};
  }
}
tf.serialization.registerClass(Zeros);

const camel = (words: string): string => words.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Keras configurations are in snake case, those of TensorFlow.js in camel case: keys, and values that are no names. */
function camelCase(value: unknown): unknown {
  if (typeof value === 'string') return camel(value);
  if (Array.isArray(value)) return value.map(camelCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [camel(key), settingOf(key, inner)]));
}

function settingOf(key: string, value: unknown): unknown {
  if (key === 'name') return value;
  if (key.endsWith('_initializer')) return Zeros.className;
  if (key === 'unit_forget_bias') return false;
  if (key.endsWith('_regularizer') || key.endsWith('_constraint')) return null;
  return camelCase(value);
}

/** The initialisers that a recurrent layer's configuration may leave out. */
const initialisers = ['kernel', 'recurrent', 'bias', 'depthwise', 'pointwise', 'embeddings', 'alpha'];

const withZeros = (config: object): object => ({
  ...Object.fromEntries(initialisers.map((name) => [`${name}_initializer`, Zeros.className])),
  ...config,
});

const classOf = (className: string) => {
  const { classNameMap } = tf.serialization.SerializationMap.getMap();
  const found = Object.hasOwn(classNameMap, className) ? classNameMap[className] : undefined;
  return found && found[0].prototype instanceof LayerBase ? found : undefined;
};

function makeLayer(className: string, config: object): TfjsLayer {
  const [LayerClass, fromConfig] = classOf(className)!;
  return asInput(
    () => fromConfig(LayerClass, camelCase(withZeros(config)) as tf.serialization.ConfigDict) as TfjsLayer,
  );
}

/** What TensorFlow.js refuses of a configuration or a shape is the file's, not ours. */
function asInput<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError('layer.refused', { message: messageOf(error) });
  }
}

/** Makes the layer for the shapes that it reads, uses it and frees it. */
function withLayer<Result>(
  className: string,
  config: object,
  inputs: readonly Shape[],
  use: (layer: TfjsLayer) => Result,
): Result {
  const layer = makeLayer(className, config);
  try {
    asInput(() => layer.build(tfjsShapes(inputs)));
    return use(layer);
  } finally {
    for (const variable of layer.weights) variable.dispose();
  }
}

const tfjsShapes = (inputs: readonly Shape[]): Parameters<TfjsLayer['build']>[0] => {
  const shapes = inputs.map((shape) => shape.map((size) => (size < 0 ? null : size)));
  return shapes.length === 1 ? shapes[0]! : shapes;
};

const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** What TensorFlow.js calls a layer's weights, and Espalier, whose names are the last parts of those, told apart. */
function namesOf(layer: TfjsLayer): Array<{ tfjs: string; own: string }> {
  const used = new Map<string, number>();
  return layer.weights.map(({ originalName }) => {
    const last = lastOf(originalName);
    const before = used.get(last) ?? 0;
    used.set(last, before + 1);
    return { tfjs: originalName, own: before === 0 ? last : `${last}_${before}` };
  });
}

/** Where in a layer's group Keras 3 keeps its weights: a recurrent layer's belong to its cells. */
export function recurrentParts(className: string): readonly string[] {
  if (className === 'Bidirectional') return ['forward_layer/cell', 'backward_layer/cell'];
  if (className === 'TimeDistributed') return ['layer'];
  return ['LSTM', 'GRU', 'SimpleRNN', 'RNN', 'ConvLSTM2D'].includes(className) ? ['cell'] : [''];
}

/** What TensorFlow.js calls the weights of a layer of its own, behind the layer's name, by Espalier's names. */
export const tfjsWeightNames = (
  className: string,
  config: object,
  inputs: readonly Shape[],
): ReadonlyMap<string, string> =>
  withLayer(className, config, inputs, (layer) => new Map(namesOf(layer).map(({ own, tfjs }) => [own, tfjs])));

const anyConfig = z.custom<object>((value) => typeof value === 'object' && value !== null);

/**
 * A class that Espalier knows nothing of, but TensorFlow.js does: it runs, its weights stay as they are, and the
 * channels on both sides of it are kept. Undefined if TensorFlow.js does not know it either.
 */
export function foreignKind(className: string): AnyLayerKind | undefined {
  if (!classOf(className)) return undefined;
  const kind = defineLayer({
    schema: anyConfig,
    channelFlow: { lock: { code: 'unknown' } },
    outputShape: (config, inputs) => {
      const shape = asInput(() => makeLayer(className, config).computeOutputShape(tfjsShapes(inputs)));
      const [first] = shape;
      const single = typeof first === 'number' || first === null ? shape : first;
      return z
        .array(z.number().nullable())
        .parse(single)
        .map((size) => size ?? -1);
    },
    weightShapes: (config, inputs) =>
      withLayer(className, config, inputs, (layer) => {
        const names = namesOf(layer);
        return Object.fromEntries(
          layer.weights.map(({ shape }, index) => [names[index]!.own, shape.map((size) => size ?? 1)]),
        );
      }),
    apply: ({ config, inputs, weight, training }) => {
      const shapes = inputs.map(({ shape }) => [-1, ...shape.slice(1)]);
      const names = weightNames(className, config, shapes);
      return withLayer(className, config, shapes, (layer) => {
        layer.setWeights(names.map(weight));
        const [output] = [layer.call(inputs, { training })].flat();
        if (!output) throw new Error(`${className} puts out nothing`);
        return output;
      });
    },
  });
  return { ...kind, strangeSettings: (config) => settingsUnread(className, config) };
}

/** Settings that TensorFlow.js does not tell of the layer that it makes: it has passed over them. */
function settingsUnread(className: string, config: Readonly<Record<string, unknown>>): string[] {
  const read = new Set(Object.keys(makeLayer(className, config).getConfig()));
  return Object.keys(config).filter(
    (key) =>
      key !== 'use_cudnn' && !read.has(camel(key)) && !isNeutral(key, config[key]) && !isSameBackwards(key, config),
  );
}

const halfSchema = z.object({ config: z.looseObject({}) });

/** Keras 3 writes a bidirectional layer's second half even where it is like the first, of which TensorFlow.js makes it. */
function isSameBackwards(key: string, config: Readonly<Record<string, unknown>>): boolean {
  const [forward, backward] = [config.layer, config.backward_layer].map((half) => {
    const { data } = halfSchema.safeParse(half);
    return JSON.stringify({ ...data?.config, name: '', go_backwards: false });
  });
  return key === 'backward_layer' && forward === backward;
}

const knownNames = new WeakMap<object, string[]>();

/** Espalier's names of a layer's weights, looked up once a configuration. */
function weightNames(className: string, config: object, shapes: readonly Shape[]): string[] {
  const known = knownNames.get(config) ?? [...tfjsWeightNames(className, config, shapes).keys()];
  knownNames.set(config, known);
  return known;
}
