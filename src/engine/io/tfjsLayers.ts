import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { messageOf } from '../errors';
import type { Network } from '../network/network';
import { baseName, type DroppedFile, type Opened, withNotes } from './opened';
import { readTopology } from './topology';
import { writeKeras2 } from './topologyOut';
import { byName, type StoredWeight, weightValues, withWeights } from './weights';

const dtypeSchema = z.enum(['float32', 'int32', 'bool', 'uint8', 'uint16', 'float16']);

const manifestSchema = z.array(
  z.object({
    paths: z.array(z.string()),
    weights: z.array(
      z.object({
        name: z.string(),
        shape: z.array(z.int().nonnegative()),
        dtype: z.enum(['float32', 'int32', 'bool']),
        quantization: z
          .object({
            dtype: z.enum(['uint8', 'uint16', 'float16']),
            scale: z.number().optional(),
            min: z.number().optional(),
          })
          .optional(),
      }),
    ),
  }),
);

type Group = z.infer<typeof manifestSchema>[number];

const modelJsonSchema = z.object({
  format: z.string().nullish(),
  modelTopology: z.unknown(),
  weightsManifest: manifestSchema,
  userDefinedMetadata: z.unknown().optional(),
});

/** What Teachable Machine writes beside its models. */
const metadataSchema = z.object({ labels: z.array(z.string()), imageSize: z.number().optional() });

/** Brings the bytes of a file by the path that model.json gives it. */
export type OpenShard = (path: string) => Promise<Uint8Array>;

/** A TensorFlow.js layers model among files: model.json, its weight files, and metadata.json where there is one. */
export async function openTfjsLayers(model: DroppedFile, files: readonly DroppedFile[]): Promise<Opened> {
  const byBaseName = new Map(files.map(({ name, bytes }) => [baseName(name), bytes]));
  const network = await readTfjsLayers(new TextDecoder().decode(model.bytes), async (path) => {
    const shard = byBaseName.get(baseName(path));
    if (!shard) throw new Error(`the weight file ${path} is missing; drop it together with model.json`);
    return shard;
  });
  const metadata = byBaseName.get('metadata.json');
  const parsed = metadata && metadataSchema.safeParse(JSON.parse(new TextDecoder().decode(metadata)));
  if (!parsed?.success) return { network, format: 'tfjs' };
  const notes = { classes: parsed.data.labels, scaling: { kind: 'symmetric' } };
  return { network: withNotes(network, notes), format: 'tfjs' };
}

/**
 * Reads a TensorFlow.js layers model.
 *
 * @param text contents of model.json
 * @returns a network that the caller owns
 * @throws with the file, the layer and the remedy in the message
 */
export async function readTfjsLayers(text: string, open: OpenShard): Promise<Network> {
  const { modelTopology, weightsManifest, userDefinedMetadata } = parseModelJson(text);
  const topology = readTopology(modelTopology);
  const stored = new Map<string, StoredWeight>();
  for (const group of weightsManifest)
    for (const [name, weight] of decodeGroup(group, await Promise.all(group.paths.map(open)))) stored.set(name, weight);
  return withNotes(withWeights(topology, byName(stored, topology)), userDefinedMetadata);
}

const bytesOf: Record<z.infer<typeof dtypeSchema>, number> = {
  float32: 4,
  int32: 4,
  bool: 1,
  uint8: 1,
  uint16: 2,
  float16: 2,
};

/** The weights of a group of files, numbers restored where they were stored in fewer bits. */
function decodeGroup({ paths, weights }: Group, parts: Uint8Array[]): Array<[string, StoredWeight]> {
  const bytes = join(parts);
  const promised = weights.reduce(
    (total, { shape, dtype, quantization }) =>
      total + bytesOf[quantization?.dtype ?? dtype] * tf.util.sizeFromShape(shape),
    0,
  );
  if (bytes.length !== promised)
    throw new Error(
      `${paths.join(', ')}: ${bytes.length} bytes, but model.json promises ${promised}; the file was cut short or is of another model`,
    );
  const specs = weights.map(({ quantization, ...spec }) => ({ ...spec, ...(quantization ? { quantization } : {}) }));
  const tensors = tf.io.decodeWeights(bytes.buffer, specs as tf.io.WeightsManifestEntry[]);
  return weights.map(({ name, shape }) => {
    const tensor = tensors[name]!;
    const values = Float32Array.from(tensor.dataSync());
    tensor.dispose();
    return [name, { shape, values }];
  });
}

const converter = 'tensorflowjs_converter --input_format keras model.h5 FOLDER';

function parseModelJson(text: string): z.infer<typeof modelJsonSchema> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error(`it is not JSON (${messageOf(error)}); drop the model.json of a TensorFlow.js layers model`);
  }
  const parsed = modelJsonSchema.safeParse(json);
  const isGraphModel = z.object({ format: z.literal('graph-model') }).safeParse(json).success;
  const hasNodes = z.object({ modelTopology: z.object({ node: z.array(z.unknown()) }) }).safeParse(json).success;
  if (isGraphModel || hasNodes)
    throw new Error(
      `a TensorFlow.js graph model is frozen: it has no layers left to prune. Convert the Keras model itself: ${converter}`,
    );
  if (!parsed.success)
    throw new Error('this JSON is no TensorFlow.js layers model: it needs modelTopology and weightsManifest');
  return parsed.data;
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
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
  const entries = [...(await weightValues(network))];
  const model = {
    format: 'layers-model',
    generatedBy: 'Espalier',
    convertedBy: null,
    ...(network.notes ? { userDefinedMetadata: network.notes } : {}),
    modelTopology: { keras_version: '2.15.0', backend: 'tensorflow', model_config: writeKeras2(network) },
    weightsManifest: [
      {
        paths: [weightsFile],
        weights: entries.map(([name, { shape }]) => ({ name, shape, dtype: 'float32' })),
      },
    ],
  };
  return {
    'model.json': new TextEncoder().encode(JSON.stringify(model)),
    [weightsFile]: join(
      entries.map(([, { values }]) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
    ),
  };
}
