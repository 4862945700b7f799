import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { DroppedFile } from '../../engine/io/containers/files';
import { readPath } from '../files';
import { networkFiles } from '../modelFiles';
import type { PruneArguments } from '../pruneArguments';

/**
 * What tells whether a folder's contents are kept: the options by which they were made, and what was in the files that these
 * name, which may have changed behind the same names. What is not there has no digest: the script says so.
 */
export async function commandOf(
  options: readonly string[],
  { model, data }: Pick<PruneArguments, 'model' | 'data'>,
): Promise<string> {
  const digests = {
    model: await digestOf(model, networkFiles),
    ...(data === undefined ? {} : { data: await digestOf(data, readPath) }),
  };
  return JSON.stringify({ options, digests });
}

const digests = new Map<string, Promise<string | undefined>>();

/** SHA-256 of the files at a path, which are read once. */
function digestOf(path: string, read: (path: string) => Promise<DroppedFile[]>): Promise<string | undefined> {
  const digest =
    digests.get(path) ??
    read(path).then(
      (files) => sha256(path, files),
      () => undefined,
    );
  digests.set(path, digest);
  return digest;
}

function sha256(path: string, files: readonly DroppedFile[]): string {
  const hash = createHash('sha256');
  for (const { name, bytes } of files) hash.update(relative(path, name)).update(bytes);
  return hash.digest('hex');
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
