import { InputError } from '../errors';
import { Budget } from './budget';
import { gunzip, isGzip } from './gzip';
import type { DroppedFile } from './opened';
import { isTar, untar } from './tar';
import { isZip, unzip } from './zip';

export { isZip, unzip } from './zip';

/** Archives within archives. */
const deepest = 4;

/**
 * The files in a zip, a tar or a gzip, and in the archives within, their names behind the archive's; any other file as
 * it is.
 *
 * @param isWhole tells by its contents whether an archive is to be left as it is
 * @throws InputError naming the archive and the entry, if one is broken or the budget does not suffice
 */
export async function unpack(
  file: DroppedFile,
  budget = new Budget(),
  isWhole: (contents: readonly DroppedFile[]) => boolean = () => false,
  depth = 0,
): Promise<DroppedFile[]> {
  if (!isArchive(file)) return [file];
  if (depth === deepest) throw new InputError('archive.deep', { most: deepest }).within(file.name);
  const contents = await opened(file, budget);
  if (isWhole(contents)) return [file];
  const files: DroppedFile[] = [];
  for (const inner of contents) for (const found of await unpack(inner, budget, isWhole, depth + 1)) files.push(found);
  return files;
}

export const isArchive = (file: DroppedFile): boolean => isZip(file) || isGzip(file) || isTar(file);

async function opened(file: DroppedFile, budget: Budget): Promise<DroppedFile[]> {
  if (isGzip(file)) return [await gunzip(file, budget)];
  if (isTar(file)) return untar(file, budget);
  return (await unzip(file, budget)).map(({ name, bytes }) => ({ name: `${file.name}/${name}`, bytes }));
}
