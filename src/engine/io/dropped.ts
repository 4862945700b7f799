import { InputError, naming } from '../errors';
import { isZip, unzip } from './archive';
import { openH5 } from './h5';
import type { ReadHdf5 } from './hdf5Tree';
import { parseJson, startsAsJson } from './json';
import { isKerasZip, openKerasZip } from './kerasZip';
import { noNetwork } from './notNetworks';
import { baseName, type DroppedFile, folderOf, type OpenedNetwork } from './opened';
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
    if (topology) throw new InputError('network.topology-alone').within(topology.name);
    const [other] = jsons;
    if (other && jsons.length === files.length) return naming(other.file.name, () => openTfjsLayers(other.file, files));
    throw noNetwork(files);
  });
}

/** Two networks in one drop are a question that only the person can answer. */
function refuseSeveral(models: readonly DroppedFile[]): void {
  const [first, second] = models;
  if (!first || !second) return;
  const isOneFolder = folderOf(first.name) === folderOf(second.name);
  throw new InputError(isOneFolder ? 'network.several' : 'network.several-folders', {
    count: models.length,
    first: first.name,
    second: second.name,
  });
}
