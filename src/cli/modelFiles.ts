import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../engine/errors';
import { isArchive } from '../engine/io/containers/archive';
import type { OpenedNetwork } from '../engine/io/formats/format';
import { readNetwork } from '../engine/io/formats/readNetwork';
import { writeTfjsLayers } from '../engine/io/formats/tfjsLayers';
import type { Encoding } from '../engine/io/writing/encodings';
import type { Network } from '../engine/network/network';
import { readPath } from './files';
import { readHdf5InThread } from './hdf5Thread';

/** Opens a network by bundled name, file or folder. */
export async function openNetwork(nameOrPath: string): Promise<OpenedNetwork> {
  const bundled = join('public/models', nameOrPath);
  const path = (await isFolder(bundled)) ? bundled : nameOrPath;
  const files = await readPath(path).catch(() => {
    throw new InputError('file.no-model').within(path);
  });
  const beside = path.endsWith('model.json')
    ? (await readPath(join(path, '..'))).filter((file) => !isArchive(file))
    : files;
  return readNetwork(beside, readHdf5InThread);
}

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
