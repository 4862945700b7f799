import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Cifar10Files, cifar10 } from '../engine/data/cifar10';
import type { Dataset } from '../engine/data/dataset';

export const fullFolder = 'public/datasets/cifar10-full';
export const compactFolder = 'public/datasets/cifar10';

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** All of CIFAR-10 if `npm run data` has brought it, else (or on demand) the bundled part; its name says which. */
export async function loadCifar10(part?: 'bundled'): Promise<Dataset> {
  const full = part !== 'bundled' && (await exists(join(fullFolder, 'train_labels.json')));
  const folder = full ? fullFolder : compactFolder;
  return cifar10(full ? 'cifar10-full' : 'cifar10-bundled', {
    train: await readPart(
      folder,
      'train',
      full ? [1, 2, 3, 4, 5].map((part) => `data_batch_${part}.png`) : ['train.png'],
    ),
    test: await readPart(folder, 'test', [full ? 'test_batch.png' : 'test.png']),
  });
}

async function readPart(folder: string, part: string, sprites: string[]): Promise<Cifar10Files['train']> {
  const labels: number[] = JSON.parse(await readFile(join(folder, `${part}_labels.json`), 'utf8'));
  return { sprites: await Promise.all(sprites.map((sprite) => readFile(join(folder, sprite)))), labels };
}
