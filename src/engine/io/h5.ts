import { InputError } from '../errors';
import { type Network, weightKeys } from '../network/network';
import { byPosition } from './h5Positions';
import { arrayAt, groupAt, type H5Group, type ReadHdf5, textAttribute, textsAttribute } from './hdf5Tree';
import { parseJsonText } from './json';
import { findInArchive, hasLayerGroups } from './kerasWeights';
import { type OpenedNetwork, withNotes } from './opened';
import { portable } from './portable';
import { readHdf5 } from './readHdf5';
import { readTopology, type Topology } from './topology';
import { writeKeras2 } from './topologyOut';
import { type FindWeights, fitsInOrder, type NamedWeight, NamedWeights, withWeights } from './weights';
import { makeGroup, writeFloats, writeHdf5, writeTexts } from './writeHdf5';

const notesAttribute = 'espalier_notes';

/**
 * A Keras .h5 model: topology as an attribute, weights in a group a layer.
 *
 * @param beside the topology that `model.to_json` gave, for a file of weights alone
 * @throws InputError
 */
export async function openH5(bytes: Uint8Array, read: ReadHdf5 = readHdf5, beside?: unknown): Promise<OpenedNetwork> {
  const file = await read(bytes);
  const config = textAttribute(file, 'model_config');
  if (config === undefined && beside === undefined) throw new InputError('network.weights-alone');
  const root = groupAt(file, 'model_weights') ?? file;
  const version = textAttribute(file, 'keras_version') ?? textAttribute(root, 'keras_version');
  const topology = readTopology(config === undefined ? beside : parseJsonText(config), version);
  const find = hasLayerGroups(root) ? findInArchive(root, topology) : findInLayers(root, topology);
  const network = withWeights(topology, find);
  const notes = textAttribute(file, notesAttribute);
  return { network: notes ? withNotes(network, parseJsonText(notes)) : network, format: 'h5' };
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

/** A Keras .h5 model, which Keras 2 and 3 load. @throws InputError if a layer cannot be written so */
export async function writeH5(network: Network): Promise<Uint8Array> {
  const { graph, values } = await portable(network, 'h5');
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
