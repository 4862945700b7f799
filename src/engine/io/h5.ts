import { type Network, weightKeys } from '../network/network';
import {
  type Group,
  groupAt,
  makeGroup,
  readHdf5,
  readNumbers,
  textAttribute,
  textsAttribute,
  writeFloats,
  writeHdf5,
} from './hdf5';
import { type Opened, withNotes } from './opened';
import { readTopology } from './topology';
import { writeKeras2 } from './topologyOut';
import { byName, type StoredWeight, weightValues, withWeights } from './weights';

const notesAttribute = 'espalier_notes';

/** A Keras .h5 model: topology as an attribute, weights in a group a layer. @throws naming what is missing */
export async function openH5(bytes: Uint8Array): Promise<Opened> {
  const { config, stored, notes } = await readHdf5(bytes, (file) => {
    const config = textAttribute(file, 'model_config');
    if (config === undefined)
      throw new Error('it holds weights but no topology; save the whole model: model.save("model.h5")');
    return {
      config,
      notes: textAttribute(file, notesAttribute),
      stored: storedWeights(groupAt(file, 'model_weights') ?? file),
    };
  });
  const topology = readTopology(JSON.parse(config));
  const named = byName(new Map([...stored.values()].flatMap((layer) => [...layer])), topology);
  const network = withWeights(topology, (layer, weight, index) => {
    const ofLayer = [...(stored.get(topology.places.get(layer)?.names[0] ?? layer) ?? [])];
    const isPlain = topology.places.get(layer)?.names.length === 1;
    return named(layer, weight, index) ?? (isPlain ? ofLayer[index]?.[1] : undefined);
  });
  return { network: notes ? withNotes(network, JSON.parse(notes)) : network, format: 'h5' };
}

/** Weights by outermost layer and by name, in the file's order. */
function storedWeights(root: Group): Map<string, Map<string, StoredWeight>> {
  const layers = new Map<string, Map<string, StoredWeight>>();
  for (const layer of textsAttribute(root, 'layer_names')) {
    const group = groupAt(root, layer);
    if (!group) continue;
    const weights = new Map<string, StoredWeight>();
    for (const path of textsAttribute(group, 'weight_names')) {
      const slash = path.lastIndexOf('/');
      const parent = slash < 0 ? group : groupAt(group, path.slice(0, slash));
      const stored = parent && readNumbers(parent, path.slice(slash + 1));
      if (stored) weights.set(`${layer}/${path}`, stored);
    }
    layers.set(layer, weights);
  }
  return layers;
}

/** A Keras .h5 model, which Keras 2 and 3 load. */
export async function writeH5(network: Network): Promise<Uint8Array> {
  const weights = await weightValues(network);
  const owners = network.layers.filter(({ name, shares }) => shares === undefined && !name.endsWith('/activation'));
  return writeHdf5((file) => {
    file.create_attribute('keras_version', '2.15.0');
    file.create_attribute('backend', 'tensorflow');
    file.create_attribute('model_config', JSON.stringify(writeKeras2(network)));
    if (network.notes) file.create_attribute(notesAttribute, JSON.stringify(network.notes));
    const root = file.create_group('model_weights');
    root.create_attribute('keras_version', '2.15.0');
    root.create_attribute('backend', 'tensorflow');
    root.create_attribute(
      'layer_names',
      owners.map(({ name }) => name),
    );
    for (const { name } of owners) {
      const group = makeGroup(root, name);
      const keys = weightKeys(network, name);
      if (keys.length > 0)
        group.create_attribute(
          'weight_names',
          keys.map((key) => `${key}:0`),
        );
      for (const key of keys) {
        const slash = key.lastIndexOf('/');
        writeFloats(makeGroup(group, key.slice(0, slash)), `${key.slice(slash + 1)}:0`, weights.get(key)!);
      }
    }
  });
}
