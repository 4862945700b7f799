import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { InputError } from '../engine/errors';
import { isArchive } from '../engine/io/containers/archive';
import type { DroppedFile } from '../engine/io/containers/files';
import { formatNames } from '../engine/io/formatNames';
import { networkFormats } from '../engine/io/formats';
import type { OpenedNetwork } from '../engine/io/formats/format';
import { readNetwork } from '../engine/io/formats/readNetwork';
import { writeTfjsLayers } from '../engine/io/formats/tfjsLayers';
import type { Encoding } from '../engine/io/writing/encodings';
import type { Network } from '../engine/network/network';
import { exists } from './exists';
import { readPath } from './files';
import { readHdf5InThread } from './hdf5Thread';

/** Opens a network by bundled name, file or folder. */
export const openNetwork = async (nameOrPath: string): Promise<OpenedNetwork> =>
  readNetwork(await networkFiles(nameOrPath), readHdf5InThread);

async function networkFiles(nameOrPath: string): Promise<DroppedFile[]> {
  const path = await modelPath(nameOrPath);
  const files = await readPath(path).catch(() => {
    throw new InputError('file.no-model').within(path);
  });
  if (!path.endsWith('model.json')) return withoutNested(path, files);
  const folder = join(path, '..');
  return withoutNested(folder, await readPath(folder)).filter((file) => !isArchive(file));
}

/** Where a network lies, bundled ones by their names. */
export async function modelPath(nameOrPath: string): Promise<string> {
  const bundled = join('public/models', nameOrPath);
  return (await exists(join(bundled, 'model.json'))) ? bundled : nameOrPath;
}

/** The files without those of networks in folders below, where what remains has a network: a run's is there in fewer bits too. */
function withoutNested(folder: string, files: DroppedFile[]): DroppedFile[] {
  const nested = files
    .filter(({ name }) => name.endsWith('/model.json') && relative(folder, dirname(name)) !== '')
    .map(({ name }) => `${dirname(name)}/`);
  const own = files.filter(({ name }) => !nested.some((other) => name.startsWith(other)));
  const hasNetwork = formatNames.some((format) => networkFormats[format].match(own).length > 0) || own.some(isArchive);
  return hasNetwork ? own : files;
}

export const loadNetwork = async (nameOrPath: string): Promise<Network> => (await openNetwork(nameOrPath)).network;

/** @param encode the weights, as 32-bit floats if absent */
export async function saveNetwork(network: Network, folder: string, encode?: Encoding): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [file, bytes] of Object.entries(await writeTfjsLayers(network, encode)))
    await writeFile(join(folder, file), bytes);
}
