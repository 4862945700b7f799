import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dataset } from '../engine/data/dataset';
import { type Cifar10Part, cifar10Parts, readCifar10 } from '../engine/intake/cifar10';

const folderOf = (part: Cifar10Part): string => join('public', cifar10Parts[part].folder);

export const fullFolder = folderOf('full');
export const compactFolder = folderOf('bundled');

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** All of CIFAR-10 if `npm run data` has brought it, else (or on demand) the bundled part; its name says which. */
export async function loadCifar10(part?: 'bundled'): Promise<Dataset> {
  const full = part !== 'bundled' && (await exists(join(fullFolder, 'train_labels.json')));
  return readCifar10(full ? 'full' : 'bundled', (path) => readFile(join('public', path)));
}
