import { InputError, naming } from '../../errors';
import { type Network, weightKeys } from '../../network/network';
import type { DroppedFile } from '../containers/files';
import { parseJson, parseJsonText, tryParseJson } from '../containers/json';
import { arrayAt, groupAt, type H5Group, isHdf5, type ReadHdf5, textAttribute, textsAttribute } from '../hdf5/tree';
import { makeGroup, writeFloats, writeHdf5, writeTexts } from '../hdf5/write';
import { readTopology, type Topology } from '../keras/topology';
import { findInArchive, hasLayerGroups } from '../keras/weightGroups';
import { byPosition } from '../keras/weightPositions';
import { type FindWeights, fitsInOrder, type NamedWeight, NamedWeights, withWeights } from '../keras/weights';
import { h5Dialect } from '../writing/kerasRules';
import { portable } from '../writing/portable';
import { writeKeras2 } from '../writing/topologies';
import { type OpenedNetwork, type WrittenFormat, withNotes } from './format';

const notesAttribute = 'espalier_notes';

/** A Keras .h5 model, which Keras 2 and 3 load: topology as an attribute, weights in a group a layer. */
export const kerasH5: WrittenFormat = {
  match: (files) => files.filter(isHdf5),
  read: (model, _, readHdf5) => openH5(model, readHdf5),
  write,
};

/**
 * @param beside the JSON that `model.to_json` gave, for a file of weights alone
 * @throws InputError naming the file
 */
export const openH5 = (model: DroppedFile, readHdf5: ReadHdf5, beside?: DroppedFile): Promise<OpenedNetwork> =>
  naming(model.name, async () => openTree(await readHdf5(model.bytes), beside));

async function openTree(file: H5Group, beside: DroppedFile | undefined): Promise<OpenedNetwork> {
  const json = await topologyOf(file, beside);
  const root = groupAt(file, 'model_weights') ?? file;
  const version = textAttribute(file, 'keras_version') ?? textAttribute(root, 'keras_version');
  const topology = readTopology(json, version);
  const find = hasLayerGroups(root) ? findInArchive(root, topology) : findInLayers(root, topology);
  const network = withWeights(topology, find);
  const notes = textAttribute(file, notesAttribute);
  return { network: notes ? withNotes(network, tryParseJson(notes)) : network, format: 'h5' };
}

async function topologyOf(file: H5Group, beside: DroppedFile | undefined): Promise<unknown> {
  const config = textAttribute(file, 'model_config');
  if (config !== undefined) return parseJsonText(config);
  if (beside) return naming(beside.name, () => parseJson(beside.bytes));
  throw new InputError('network.weights-alone');
}

/**
 * Weights stand in a group for each of the outermost layers, which wins over names. Within a model they are found by
 * their names, or where these are others' (layers were renamed, or built twice) as Keras does, by position.
 */
function findInLayers(root: H5Group, topology: Topology): FindWeights {
  const groups = storedWeights(root);
  const whole = new NamedWeights([...groups.values()].flat());
  const named = new Map([...groups].map(([layer, weights]) => [layer, new NamedWeights(weights)]));
  return (layer, wanted) => {
    const path = (topology.places.get(layer) ?? []).map(({ name }) => name);
    const [outermost = layer] = path;
    const kept = groups.get(outermost);
    if (kept && path.length === 1) return { weights: fitsInOrder(kept, wanted) ? kept : [], kept };
    const names = named.get(outermost) ?? whole;
    const weights = wanted.map((weight) => names.find(path.slice(1), weight) ?? names.find(path, weight));
    const isComplete = weights.every((weight) => weight !== undefined);
    if (!kept || isComplete) return { weights, ...(kept ? { kept } : {}) };
    return { weights: byPosition(topology, outermost, kept).get(layer) ?? weights, kept };
  };
}

/** Weights by outermost layer, in the file's order. */
function storedWeights(root: H5Group): Map<string, NamedWeight[]> {
  const layers = new Map<string, NamedWeight[]>();
  for (const layer of textsAttribute(root, 'layer_names')) {
    const group = groupAt(root, layer);
    if (!group) continue;
    const weights = textsAttribute(group, 'weight_names').flatMap((name): NamedWeight[] => {
      const array = arrayAt(group, name);
      return array ? [{ name, shape: array.shape, values: array.values }] : [];
    });
    layers.set(layer, weights);
  }
  return layers;
}

async function write(network: Network): Promise<Uint8Array> {
  const { graph, values } = await portable(network, h5Dialect);
  return writeHdf5((file) => {
    file.create_attribute('keras_version', '2.15.0');
    file.create_attribute('backend', 'tensorflow');
    file.create_attribute('model_config', JSON.stringify(writeKeras2(graph)));
    if (network.notes) file.create_attribute(notesAttribute, JSON.stringify(network.notes));
    const root = file.create_group('model_weights');
    root.create_attribute('keras_version', '2.15.0');
    root.create_attribute('backend', 'tensorflow');
    writeTexts(root, 'layer_names', graph.order);
    for (const name of graph.order) {
      const group = makeGroup(root, name);
      const keys = weightKeys({ weights: values }, name);
      writeTexts(
        group,
        'weight_names',
        keys.map((key) => `${key}:0`),
      );
      for (const key of keys) {
        const slash = key.lastIndexOf('/');
        writeFloats(makeGroup(group, key.slice(0, slash)), `${key.slice(slash + 1)}:0`, values.get(key)!);
      }
    }
  });
}
