import { InputError } from '../../errors';
import { unpackAll } from '../containers/archive';
import { type DroppedFile, folderOf } from '../containers/files';
import { formatNames } from '../formatNames';
import { readHdf5 } from '../hdf5/read';
import type { ReadHdf5 } from '../hdf5/tree';
import { networkFormats } from '.';
import type { NetworkFormat, OpenedNetwork } from './format';
import { noNetwork } from './notNetworks';

/**
 * The network among files, archives unpacked; undefined if there is none. The caller owns it.
 *
 * @throws InputError naming the file, and the layer or weight in it, or if there are several networks
 */
export async function networkAmong(
  files: readonly DroppedFile[],
  read: ReadHdf5 = readHdf5,
): Promise<OpenedNetwork | undefined> {
  for (const format of Object.values<NetworkFormat>(networkFormats)) {
    const models = format.match(files);
    const [model] = models;
    if (!model) continue;
    refuseSeveral([...new Set([...models, ...othersThan(models, format, files)])]);
    return format.read(model, files, read);
  }
  return undefined;
}

/** The network in files or archives. The caller owns it. @throws InputError, also if there is none */
export async function readNetwork(files: readonly DroppedFile[], read?: ReadHdf5): Promise<OpenedNetwork> {
  const unpacked = await unpackAll(files);
  const network = await networkAmong(unpacked, read);
  if (!network) throw noNetwork(unpacked);
  return network;
}

/** Whole networks of any format besides the parts that models of one format are made of. */
function othersThan(
  models: readonly DroppedFile[],
  format: NetworkFormat,
  files: readonly DroppedFile[],
): DroppedFile[] {
  const whole = formatNames.flatMap((name) => networkFormats[name].match(files));
  return whole.filter((file) => !models.some((model) => isPartOf(model, format, file)));
}

/** A model that is none without the file. */
const isPartOf = (model: DroppedFile, format: NetworkFormat, file: DroppedFile): boolean =>
  format.match([model]).length === 0 && format.match([model, file]).length > 0;

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
