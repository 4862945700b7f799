import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { weightShapes } from '../network/build';
import type { Network } from '../network/network';
import { readTopology, writeTopology } from './keras';

const manifestSchema = z.array(
  z.object({
    paths: z.array(z.string()),
    weights: z.array(
      z.object({ name: z.string(), shape: z.array(z.int().nonnegative()), dtype: z.literal('float32') }),
    ),
  }),
);

const modelJsonSchema = z.object({
  format: z.literal('layers-model').optional(),
  modelTopology: z.unknown(),
  weightsManifest: manifestSchema,
});

/** Brings the bytes of a file by the path that model.json gives it. */
export type OpenShard = (path: string) => Promise<Uint8Array>;

/**
 * Reads a TensorFlow.js layers model.
 *
 * @param text contents of model.json
 * @returns a network that the caller owns
 * @throws with the file, the layer and the remedy in the message
 */
export async function readTfjsLayers(text: string, open: OpenShard): Promise<Network> {
  const { modelTopology, weightsManifest } = parseModelJson(text);
  const graph = readTopology(modelTopology);
  const expected = weightShapes(graph.layers);
  const weights = new Map<string, tf.Tensor>();
  try {
    for (const group of weightsManifest) {
      const bytes = join(await Promise.all(group.paths.map(open)));
      const promised = group.weights.reduce((total, { shape }) => total + 4 * tf.util.sizeFromShape(shape), 0);
      if (bytes.length !== promised)
        throw new Error(
          `${group.paths.join(', ')}: ${bytes.length} bytes, but model.json promises ${promised}; the file was cut short or is of another model`,
        );
      let offset = 0;
      for (const { name, shape } of group.weights) {
        const size = tf.util.sizeFromShape(shape);
        const values = new Float32Array(bytes.slice(offset, offset + 4 * size).buffer);
        offset += 4 * size;
        const wanted = expected.get(name);
        if (!wanted) throw new Error(`model.json: weight "${name}" belongs to no layer`);
        if (wanted.join() !== shape.join())
          throw new Error(`model.json: weight "${name}" is [${shape.join()}], but its layer needs [${wanted.join()}]`);
        weights.set(name, tf.keep(tf.tensor(values, shape)));
      }
    }
    for (const name of expected.keys())
      if (!weights.has(name))
        throw new Error(`model.json: the weight "${name}" is missing; export the model again with its weights`);
  } catch (error) {
    for (const tensor of weights.values()) tensor.dispose();
    throw error;
  }
  return { ...graph, weights };
}

function parseModelJson(text: string): z.infer<typeof modelJsonSchema> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error('model.json is not JSON; drop the model.json of a TensorFlow.js layers model');
  }
  const parsed = modelJsonSchema.safeParse(json);
  if (!parsed.success)
    throw new Error('this JSON is no TensorFlow.js layers model: it needs modelTopology and weightsManifest');
  return parsed.data;
}

function join(parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

export const weightsFile = 'weights.bin';

/** model.json and weights.bin of a network; TensorFlow.js's loadLayersModel reads them. */
export async function writeTfjsLayers(
  network: Network,
): Promise<Record<'model.json' | typeof weightsFile, Uint8Array>> {
  const entries = [...network.weights];
  const values = await Promise.all(entries.map(([, tensor]) => tensor.data<'float32'>()));
  const model = {
    format: 'layers-model',
    generatedBy: 'Espalier',
    convertedBy: null,
    modelTopology: { keras_version: '2.15.0', backend: 'tensorflow', ...writeTopology(network) },
    weightsManifest: [
      {
        paths: [weightsFile],
        weights: entries.map(([name, tensor]) => ({ name, shape: tensor.shape, dtype: 'float32' })),
      },
    ],
  };
  return {
    'model.json': new TextEncoder().encode(JSON.stringify(model)),
    [weightsFile]: join(values.map((array) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength))),
  };
}
