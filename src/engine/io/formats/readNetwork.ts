import { InputError, naming } from '../../errors';
import { isZip, unzip } from '../containers/archive';
import { baseName, type DroppedFile, folderOf } from '../containers/files';
import { parseJson, startsAsJson } from '../containers/json';
import type { ReadHdf5 } from '../hdf5/tree';
import type { OpenedNetwork } from './format';
import { openH5 } from './kerasH5';
import { isKerasZip, openKerasZip } from './kerasZip';
import { noNetwork } from './notNetworks';
import { openTfjsLayers } from './tfjsLayers';

const hdf5Head = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];

const isHdf5 = ({ bytes }: DroppedFile): boolean => hdf5Head.every((byte, index) => bytes[index] === byte);

/** What a JSON beside others is: a model of TensorFlow.js, a Keras topology alone, or something else. */
function roleOf(file: DroppedFile): 'model' | 'topology' | 'other' {
  const head = new TextDecoder().decode(file.bytes.subarray(0, 2 ** 20));
  if (/"(modelTopology|weightsManifest)"/.test(head)) return 'model';
  return /"class_name"/.test(head) && /"config"/.test(head) && baseName(file.name) !== 'config.json'
    ? 'topology'
    : 'other';
}

/** Whether a file is, or belongs to, a network rather than a note or a list beside images. */
export const mayBeNetwork = (file: DroppedFile): boolean =>
  isHdf5(file) || isZip(file) || (startsAsJson(file.bytes) && roleOf(file) !== 'other');

/**
 * A network out of files dropped together, told apart by their contents. The caller owns it.
 * @throws InputError naming the file, and the layer or weight in it
 */
export async function readDropped(files: readonly DroppedFile[], readHdf5?: ReadHdf5): Promise<OpenedNetwork> {
  const [only] = files;
  if (only && files.length === 1 && isZip(only)) return readUnpacked(only.name, await unzip(only), readHdf5);
  return readUnpacked(undefined, files, readHdf5);
}

/** The same of files that lay in an archive, if they did. */
export async function readUnpacked(
  archive: string | undefined,
  files: readonly DroppedFile[],
  readHdf5?: ReadHdf5,
): Promise<OpenedNetwork> {
  if (files.length > 1) refuseSeveral(files.filter(isZip));
  const within = <Result>(work: () => Promise<Result>) => (archive === undefined ? work() : naming(archive, work));
  if (isKerasZip(files)) return within(() => openKerasZip(files, readHdf5));
  const jsons = files.filter(({ bytes }) => startsAsJson(bytes)).map((file) => ({ file, role: roleOf(file) }));
  const models = jsons.filter(({ role }) => role === 'model').map(({ file }) => file);
  const topologies = jsons.filter(({ role }) => role === 'topology').map(({ file }) => file);
  const hdf5s = files.filter(isHdf5);
  return within(async () => {
    refuseSeveral([...models, ...(models.length > 0 ? [] : hdf5s)]);
    const [model] = models;
    const [hdf5] = hdf5s;
    const [topology] = topologies;
    if (model) return naming(model.name, () => openTfjsLayers(model, files));
    if (hdf5) return naming(hdf5.name, () => openH5(hdf5.bytes, readHdf5, topology && parseJson(topology.bytes)));
    if (topology)
      throw new InputError(
        `${topology.name}: it holds a topology but no weights`,
        'drop the file of model.save_weights("model.weights.h5") together with it, or save the model whole',
      );
    const [other] = jsons;
    if (other && jsons.length === files.length) return naming(other.file.name, () => openTfjsLayers(other.file, files));
    throw noNetwork(files);
  });
}

/** Two networks in one drop are a question that only the person can answer. */
function refuseSeveral(models: readonly DroppedFile[]): void {
  const [first, second] = models;
  if (first && second)
    throw new InputError(
      `there are ${models.length} models: ${first.name} and ${second.name}`,
      `drop one of them at a time${folderOf(first.name) === folderOf(second.name) ? '' : ', each with its folder'}`,
    );
}
