import { z } from 'zod';
import { type Cifar10Files, cifar10 } from '../data/cifar10';
import type { Dataset } from '../data/dataset';
import { parseJson } from '../io/containers/json';

/** Which part of CIFAR-10 lies beside the page: 6,000 images, or all where `npm run data` has brought them. */
export type Cifar10Part = 'bundled' | 'full';

/** Where each part lies under public/, and its sprites. */
export const cifar10Parts = {
  bundled: {
    name: 'cifar10-bundled',
    folder: 'datasets/cifar10',
    sprites: { train: ['train.png'], test: ['test.png'] },
  },
  full: {
    name: 'cifar10-full',
    folder: 'datasets/cifar10-full',
    sprites: { train: [1, 2, 3, 4, 5].map((batch) => `data_batch_${batch}.png`), test: ['test_batch.png'] },
  },
} as const;

const labelsSchema = z.array(z.int());

/** A part of CIFAR-10. @param read brings a file by its path under public/ */
export async function readCifar10(part: Cifar10Part, read: (path: string) => Promise<Uint8Array>): Promise<Dataset> {
  const { name, folder, sprites } = cifar10Parts[part];
  const filesOf = async (set: 'train' | 'test'): Promise<Cifar10Files['train']> => ({
    sprites: await Promise.all(sprites[set].map((sprite) => read(`${folder}/${sprite}`))),
    labels: labelsSchema.parse(parseJson(await read(`${folder}/${set}_labels.json`))),
  });
  return cifar10(name, { train: await filesOf('train'), test: await filesOf('test') });
}
