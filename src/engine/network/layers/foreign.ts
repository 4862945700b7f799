import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import type { Shape } from '../network';
import { type AnyLayerKind, defineLayer } from './kind';

type TfjsLayer = ReturnType<typeof tf.layers.dense>;

const camel = (words: string): string => words.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Keras configurations are in snake case, those of TensorFlow.js in camel case: keys, and values that are no names. */
function camelCase(value: unknown): unknown {
  if (typeof value === 'string') return camel(value);
  if (Array.isArray(value)) return value.map(camelCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [camel(key), key === 'name' ? inner : camelCase(inner)]),
  );
}

const classOf = (className: string) => tf.serialization.SerializationMap.getMap().classNameMap[className];

/** Layers of TensorFlow.js, built for the shape that they read, by configuration. */
const built = new WeakMap<object, TfjsLayer>();

function layerOf(className: string, config: object, inputs: Shape[]): TfjsLayer {
  const known = built.get(config);
  if (known) return known;
  const [LayerClass, fromConfig] = classOf(className)!;
  const layer = fromConfig(LayerClass, camelCase(config) as tf.serialization.ConfigDict) as TfjsLayer;
  tf.tidy(() => layer.build(tfjsShapes(inputs)));
  built.set(config, layer);
  return layer;
}

const tfjsShapes = (inputs: Shape[]): Parameters<TfjsLayer['build']>[0] => {
  const shapes = inputs.map((shape) => shape.map((size) => (size < 0 ? null : size)));
  return shapes.length === 1 ? shapes[0]! : shapes;
};

const nameOf = ({ originalName }: { originalName: string }): string =>
  originalName.slice(originalName.lastIndexOf('/') + 1);

const anyConfig = z.custom<object>((value) => typeof value === 'object' && value !== null);

/**
 * A class that Espalier knows nothing of, but TensorFlow.js does: it runs, its weights stay as they are, and the
 * channels on both sides of it are kept. Undefined if TensorFlow.js does not know it either.
 */
export function foreignKind(className: string): AnyLayerKind | undefined {
  if (!classOf(className)) return undefined;
  return defineLayer({
    schema: anyConfig,
    channelFlow: { locks: 'is of a class whose channels Espalier does not follow' },
    outputShape: (config, inputs) => {
      const shape = layerOf(className, config, inputs).computeOutputShape(tfjsShapes(inputs));
      const [first] = shape;
      const single = typeof first === 'number' || first === null ? shape : first;
      return z
        .array(z.number().nullable())
        .parse(single)
        .map((size) => size ?? -1);
    },
    weightShapes: (config, inputs) =>
      Object.fromEntries(
        layerOf(className, config, inputs).weights.map((weight) => [
          nameOf(weight),
          weight.shape.map((size) => size ?? 1),
        ]),
      ),
    apply: ({ config, inputs, weight, training }) => {
      const layer = layerOf(
        className,
        config,
        inputs.map(({ shape }) => [-1, ...shape.slice(1)]),
      );
      layer.setWeights(layer.weights.map((variable) => weight(nameOf(variable))));
      const [output] = [layer.call(inputs, { training })].flat();
      if (!output) throw new Error(`${className} puts out nothing`);
      return output;
    },
  });
}
