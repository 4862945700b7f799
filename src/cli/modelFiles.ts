import { mkdir, stat, writeFile } from 'node:fs/promises';
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
import { readPath } from './files';
import { readHdf5InThread } from './hdf5Thread';

/** Opens a network by bundled name, file or folder. */
export const openNetwork = async (nameOrPath: string): Promise<OpenedNetwork> =>
  readNetwork(await networkFiles(nameOrPath), readHdf5InThread);

/** The files that a network is read from. */
export async function networkFiles(nameOrPath: string): Promise<DroppedFile[]> {
  const path = (await isBundled(nameOrPath)) ? bundledPath(nameOrPath) : nameOrPath;
  const files = await readPath(path).catch(() => {
    throw new InputError('file.no-model').within(path);
  });
  if (!path.endsWith('model.json')) return withoutNested(path, files);
  const folder = join(path, '..');
  return withoutNested(folder, await readPath(folder)).filter((file) => !isArchive(file));
}

/** What a folder that has a network holds besides the networks of folders in it: a run's are the same network in fewer bits. */
function withoutNested(folder: string, files: DroppedFile[]): DroppedFile[] {
  const nested = files
    .filter(({ name }) => name.endsWith('/model.json') && relative(folder, dirname(name)) !== '')
    .map(({ name }) => `${dirname(name)}/`);
  const own = files.filter(({ name }) => !nested.some((other) => name.startsWith(other)));
  return formatNames.some((format) => networkFormats[format].match(own).length > 0) ? own : files;
}

/** Whether a network is bundled by that name. */
export const isBundled = (name: string): Promise<boolean> => isFolder(bundledPath(name));

const bundledPath = (name: string): string => join('public/models', name);

export const loadNetwork = async (nameOrPath: string): Promise<Network> => (await openNetwork(nameOrPath)).network;

/** @param encode the weights, as 32-bit floats if absent */
export async function saveNetwork(network: Network, folder: string, encode?: Encoding): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [file, bytes] of Object.entries(await writeTfjsLayers(network, encode)))
    await writeFile(join(folder, file), bytes);
}

const isFolder = (path: string) =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
