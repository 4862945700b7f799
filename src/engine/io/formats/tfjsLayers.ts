import * as tf from '@tensorflow/tfjs';
import { zipSync } from 'fflate';
import { z } from 'zod';
import { InputError, naming } from '../../errors';
import { kindOf } from '../../network/layers';
import { tfjsWeightNames } from '../../network/layers/foreign';
import { layerOf, type Network } from '../../network/network';
import { inputShapes, outputShapes } from '../../network/shapes';
import { baseName, type DroppedFile, folderOf } from '../containers/files';
import { jsonHead, parseJson, startsAsJson, tryParseJson } from '../containers/json';
import { readTopology, type Topology } from '../keras/topology';
import { type FindWeights, type NamedWeight, NamedWeights, withWeights } from '../keras/weights';
import { asFloat32, type Encoding } from '../writing/encodings';
import { portable, tfjsNames } from '../writing/portable';
import { tfjsDialect } from '../writing/tfjsRules';
import { writeKeras2 } from '../writing/topologies';
import { type NetworkFormat, type OpenedNetwork, type WrittenFormat, withNotes } from './format';
import { refuseStandIn } from './notNetworks';

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

const isModelJson = ({ bytes }: DroppedFile): boolean =>
  /"(modelTopology|weightsManifest)"/.test(jsonHead(bytes) ?? '');

/** A TensorFlow.js layers model: its JSON, its weight files, and metadata.json where there is one. */
export const tfjsLayers: WrittenFormat = {
  match: (files) => files.filter(isModelJson),
  read: (model, files) => naming(model.name, () => open(model, files)),
  write: (network) => writeTfjsZip(network),
};

/** JSON alone that no format knows: read as a model of TensorFlow.js, it tells what it lacks. */
export const otherJson: NetworkFormat = {
  match: (files) => (files.every(({ bytes }) => startsAsJson(bytes)) ? files.slice(0, 1) : []),
  read: tfjsLayers.read,
};

async function open(model: DroppedFile, files: readonly DroppedFile[]): Promise<OpenedNetwork> {
  const near = nearTo(model, files);
  const network = await readTfjsLayers(model.bytes, async (path) => {
    const shard = near(baseName(path));
    if (!shard) throw new InputError('tfjs.shard', { file: path, model: baseName(model.name) });
    refuseStandIn({ name: path, bytes: shard });
    return shard;
  });
  const metadata = near('metadata.json');
  const parsed = metadata && metadataSchema.safeParse(tryParseJson(metadata)).data;
  const notes = parsed && { classes: parsed.labels, scaling: { kind: 'symmetric' } };
  return { network: notes ? withNotes(network, notes) : network, format: 'tfjs' };
}

/** Finds files by name: in the model's own folder, or below or beside it. */
function nearTo(model: DroppedFile, files: readonly DroppedFile[]): (name: string) => Uint8Array | undefined {
  const home = folderOf(model.name);
  const inside = files.filter(({ name }) => home === '' || name.startsWith(`${home}/`));
  return (name) =>
    files.find((file) => file.name === (home === '' ? name : `${home}/${name}`))?.bytes ??
    inside.find((file) => baseName(file.name) === name)?.bytes ??
    files.find((file) => baseName(file.name) === name)?.bytes;
}

/**
 * Reads a TensorFlow.js layers model.
 *
 * @param model contents of model.json
 * @returns a network that the caller owns
 * @throws InputError naming the layer, weight or file
 */
export async function readTfjsLayers(model: Uint8Array, openShard: OpenShard): Promise<Network> {
  const { modelTopology, weightsManifest, userDefinedMetadata } = parseModelJson(parseJson(model));
  const topology = readTopology(modelTopology);
  refuseRepeated(weightsManifest);
  const stored: NamedWeight[] = [];
  for (const group of weightsManifest)
    stored.push(...decodeGroup(group, await Promise.all(group.paths.map(openShard))));
  return withNotes(withWeights(topology, findNamed(topology, new NamedWeights(stored))), userDefinedMetadata);
}

function refuseRepeated(manifest: readonly Group[]): void {
  const names = manifest.flatMap(({ weights }) => weights.map(({ name }) => name));
  const paths = manifest.flatMap((group) => group.paths);
  for (const list of [names, paths]) {
    const seen = new Set<string>();
    for (const name of list) {
      if (seen.has(name)) throw new InputError('tfjs.twice', { name });
      seen.add(name);
    }
  }
}

/** Weights stand under the names of their layers, those of layers of TensorFlow.js's own under what it calls them. */
function findNamed(topology: Topology, names: NamedWeights): FindWeights {
  const shapes = outputShapes(topology);
  return (name, wanted) => {
    const path = (topology.places.get(name) ?? []).map((step) => step.name);
    const layer = layerOf(topology, name);
    if (kindOf(layer).settings) return { weights: wanted.map((weight) => names.find(path, weight)) };
    const own = tfjsWeightNames(layer.className, layer.config, inputShapes(layer.inputs, shapes));
    const weights = wanted.map((weight) => {
      const parts = (own.get(weight) ?? weight).split('/');
      return names.find([...path, ...parts.slice(0, -1)], parts.at(-1)!);
    });
    return { weights };
  };
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
function decodeGroup({ paths, weights }: Group, parts: readonly Uint8Array[]): NamedWeight[] {
  const held = parts.reduce((total, part) => total + part.length, 0);
  const promised = weights.reduce(
    (total, { shape, dtype, quantization }) =>
      total + bytesOf[quantization?.dtype ?? dtype] * tf.util.sizeFromShape(shape),
    0,
  );
  if (held !== promised) throw new InputError('tfjs.bytes', { files: paths.join(', '), bytes: held, promised });
  const bytes = join(parts);
  const specs = weights.map(({ quantization, ...spec }) => ({ ...spec, ...(quantization ? { quantization } : {}) }));
  const tensors = tf.io.decodeWeights(bytes.buffer, specs as tf.io.WeightsManifestEntry[]);
  return weights.map(({ name, shape }) => {
    const tensor = tensors[name]!;
    const values = Float32Array.from(tensor.dataSync());
    tensor.dispose();
    return { name, shape, values };
  });
}

function parseModelJson(json: unknown): z.infer<typeof modelJsonSchema> {
  const parsed = modelJsonSchema.safeParse(json);
  const isGraphModel = z.object({ format: z.literal('graph-model') }).safeParse(json).success;
  const hasNodes = z.object({ modelTopology: z.object({ node: z.array(z.unknown()) }) }).safeParse(json).success;
  if (isGraphModel || hasNodes) throw new InputError('tfjs.graph');
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.');
  throw place ? new InputError('tfjs.model', { place }) : new InputError('tfjs.model-start');
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

/** A zip of what `writeTfjsLayers` writes. */
export const writeTfjsZip = async (network: Network, encode?: Encoding): Promise<Uint8Array> =>
  zipSync(await writeTfjsLayers(network, encode), { level: 0 });

const weightsFile = 'weights.bin';

/** model.json and weights.bin of a network; TensorFlow.js's loadLayersModel reads them. @param encode its weights */
export async function writeTfjsLayers(
  network: Network,
  encode: Encoding = asFloat32,
): Promise<Record<'model.json' | typeof weightsFile, Uint8Array>> {
  const { graph, values } = await portable(network, tfjsDialect);
  const listed = { ...graph, outputs: graph.outputs.map(({ layer }) => ({ layer })) };
  const names = tfjsNames(graph);
  const entries = Array.from(values, ([name, { shape, values }]) => {
    const { bytes, quantization } = encode(name, values);
    const written = { name: names.get(name) ?? name, shape, dtype: 'float32', ...(quantization && { quantization }) };
    return { written, bytes };
  });
  const model = {
    format: 'layers-model',
    generatedBy: 'Espalier',
    convertedBy: null,
    ...(network.notes ? { userDefinedMetadata: network.notes } : {}),
    modelTopology: { keras_version: '2.15.0', backend: 'tensorflow', model_config: writeKeras2(listed) },
    weightsManifest: [
      {
        paths: [weightsFile],
        weights: entries.map(({ written }) => written),
      },
    ],
  };
  return {
    'model.json': new TextEncoder().encode(JSON.stringify(model)),
    [weightsFile]: join(entries.map(({ bytes }) => bytes)),
  };
}
