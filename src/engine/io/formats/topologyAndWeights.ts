import { InputError } from '../../errors';
import { baseName, type DroppedFile } from '../containers/files';
import { jsonHead } from '../containers/json';
import { isHdf5 } from '../hdf5/tree';
import type { NetworkFormat } from './format';
import { openH5 } from './kerasH5';

/** Whether a JSON is what `model.to_json` gives; a config.json is another's. */
function isTopology({ name, bytes }: DroppedFile): boolean {
  const head = jsonHead(bytes) ?? '';
  return /"class_name"/.test(head) && /"config"/.test(head) && baseName(name) !== 'config.json';
}

/** The JSON of `model.to_json` and the HDF5 file of `model.save_weights`, which wins if it has a topology itself. */
export const topologyAndWeights: NetworkFormat = {
  match: (files) => {
    const topologies = files.filter(isTopology);
    const weights = topologies.length > 0 ? files.filter(isHdf5) : [];
    return weights.length > 0 ? weights : topologies.slice(0, 1);
  },
  read: (model, files, readHdf5) => {
    if (!isHdf5(model)) throw new InputError('network.topology-alone').within(model.name);
    return openH5(model, readHdf5, files.find(isTopology));
  },
};
