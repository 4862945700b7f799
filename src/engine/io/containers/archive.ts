import { InputError } from '../../errors';
import { Budget } from './budget';
import type { DroppedFile } from './files';
import { gunzip, isGzip } from './gzip';
import { isTar, untar } from './tar';
import { isZip, unzip } from './zip';

/** Archives within archives. */
const deepest = 4;

/**
 * The files in a zip, a tar or a gzip, and in the archives within, their names behind the archive's; any other file as
 * it is.
 *
 * @throws InputError naming the archive and the entry, if one is broken or the budget does not suffice
 */
export async function unpack(file: DroppedFile, budget = new Budget(), depth = 0): Promise<DroppedFile[]> {
  if (!isArchive(file)) return [file];
  if (depth === deepest) throw new InputError('archive.deep', { most: deepest }).within(file.name);
  const contents = await opened(file, budget);
  const files: DroppedFile[] = [];
  for (const inner of contents) for (const found of await unpack(inner, budget, depth + 1)) files.push(found);
  return files;
}

/** The files of several archives, which share a budget. @throws InputError as `unpack`, and naming one that is empty */
export async function unpackAll(files: readonly DroppedFile[]): Promise<DroppedFile[]> {
  const budget = new Budget();
  const unpacked: DroppedFile[] = [];
  budget.take(0, files.length);
  for (const file of files) {
    const contents = await unpack(file, budget);
    if (contents.length === 0) throw new InputError('archive.empty').within(file.name);
    for (const found of contents) unpacked.push(found);
  }
  return unpacked;
}

export const isArchive = (file: DroppedFile): boolean => isZip(file) || isGzip(file) || isTar(file);

async function opened(file: DroppedFile, budget: Budget): Promise<DroppedFile[]> {
  if (isGzip(file)) return [await gunzip(file, budget)];
  if (isTar(file)) return untar(file, budget);
  return (await unzip(file, budget)).map(({ name, bytes }) => ({ name: `${file.name}/${name}`, bytes }));
}
