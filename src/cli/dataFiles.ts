import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dataset } from '../engine/data/dataset';
import { InputError } from '../engine/errors';
import { type Cifar10Part, cifar10Parts, readCifar10 } from '../engine/intake/cifar10';
import { exists } from './exists';

const folderOf = (part: Cifar10Part): string => join('public', cifar10Parts[part].folder);

export const fullFolder = folderOf('full');
export const compactFolder = folderOf('bundled');

/**
 * All of CIFAR-10 if `npm run data` has brought it, else the bundled part; its name says which.
 *
 * @param part the one that it must be
 * @throws InputError if that is not here
 */
export async function loadCifar10(part?: Cifar10Part): Promise<Dataset> {
  const hasFull = await exists(join(fullFolder, 'train_labels.json'));
  if (part === 'full' && !hasFull) throw new InputError('images.full-missing');
  return readCifar10(part ?? (hasFull ? 'full' : 'bundled'), (path) => readFile(join('public', path)));
}
