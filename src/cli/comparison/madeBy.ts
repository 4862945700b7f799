import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exists } from '../exists';
import { readPath } from '../files';
import type { PruneArguments } from '../pruneArguments';

/**
 * What tells whether a folder is made anew or kept: the options, and what is in the files that they name, which may have
 * changed behind the same names.
 */
export async function commandOf(
  options: readonly string[],
  { model, data }: Pick<PruneArguments, 'model' | 'data'>,
): Promise<string> {
  const digests: Record<string, string> = {};
  for (const path of data === undefined ? [model] : [model, data])
    if (await exists(path)) digests[path] = await digestOf(path);
  return JSON.stringify({ options, digests });
}

/** Of all files of a folder, or of one file, SHA-256. */
async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for (const { name, bytes } of await readPath(path)) hash.update(name).update(bytes);
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
