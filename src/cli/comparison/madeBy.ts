import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { writeTfjsLayers } from '../../engine/io/formats/tfjsLayers';
import { disposeNetwork } from '../../engine/network/network';
import { readPath } from '../files';
import { loadNetwork } from '../modelFiles';
import type { PruneArguments } from '../pruneArguments';

/** The files that options name. */
export type Named = Pick<PruneArguments, 'model' | 'data'>;

/**
 * What tells whether a folder's contents are kept: the options by which they were made, and digests of the network and the images
 * that these name, which may have changed behind the same names.
 *
 * @throws InputError naming a file that is not there or holds no network
 */
export async function commandOf(options: readonly string[], { model, data }: Named): Promise<string> {
  const digests = {
    model: await networkDigest(model),
    ...(data === undefined ? {} : { data: await dataDigest(data) }),
  };
  return JSON.stringify({ options, ...digests });
}

/** Of its layers and weights, whatever lies beside its file. */
async function networkDigest(nameOrPath: string): Promise<string> {
  const network = await loadNetwork(nameOrPath);
  const files = await writeTfjsLayers(network);
  disposeNetwork(network);
  return sha256(Object.entries(files));
}

const dataDigests = new Map<string, Promise<string>>();

/** Images are many, and are read once in a comparison. */
function dataDigest(path: string): Promise<string> {
  const digest =
    dataDigests.get(path) ??
    readPath(path).then((files) => sha256(files.map(({ name, bytes }) => [relative(path, name), bytes])));
  dataDigests.set(path, digest);
  return digest;
}

/** Its first 64 bits. */
function sha256(files: ReadonlyArray<readonly [string, string | Uint8Array]>): string {
  const hash = createHash('sha256');
  for (const [name, contents] of files) hash.update(name).update(contents);
  return hash.digest('hex').slice(0, 16);
}

/** Notes in a folder what it is made by. */
export const noteCommand = (command: string, folder: string): Promise<void> => writeFile(fileOf(folder), command);

/** @throws Error naming the folder if it was made by another command */
export async function checkMadeBy(command: string, folder: string): Promise<void> {
  const made = await readFile(fileOf(folder), 'utf8').catch(() => 'unknown ones');
  if (made !== command)
    throw new Error(
      `it is there already, by other options or from other files (${made}): choose another --out or delete ${folder}`,
    );
}

const fileOf = (folder: string): string => join(folder, 'command.json');
