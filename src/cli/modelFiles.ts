import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readTfjsLayers, writeTfjsLayers } from '../engine/io/tfjsLayers';
import type { Network } from '../engine/network/network';

/** Reads a network by bundled name, folder or model.json. */
export async function loadNetwork(nameOrPath: string): Promise<Network> {
  const bundled = join('public/models', nameOrPath);
  const path = (await isFolder(bundled)) ? bundled : nameOrPath;
  const file = (await isFolder(path)) ? join(path, 'model.json') : path;
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`${file}: no such model; give a name under public/models, a folder or a model.json`);
  });
  try {
    return await readTfjsLayers(text, (shard) =>
      readFile(join(dirname(file), shard)).catch(() => {
        throw new Error(`${shard}: not found beside model.json`);
      }),
    );
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : error}`);
  }
}

export async function saveNetwork(network: Network, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [file, bytes] of Object.entries(await writeTfjsLayers(network)))
    await writeFile(join(folder, file), bytes);
}

const isFolder = (path: string) =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
