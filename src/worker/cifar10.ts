import { cifar10 } from '../engine/data/cifar10';
import type { Dataset } from '../engine/data/dataset';

/** CIFAR-10 from beside the page: the bundled part, or all images where `npm run data` has brought them. */
export async function fetchCifar10(bring: (path: string) => Promise<Response>, full: boolean): Promise<Dataset> {
  const folder = full ? 'datasets/cifar10-full/' : 'datasets/cifar10/';
  const sprite = async (file: string) => new Uint8Array(await (await bring(folder + file)).arrayBuffer());
  const labels = async (part: string): Promise<number[]> => (await bring(`${folder}${part}_labels.json`)).json();
  const trainSprites = full ? [1, 2, 3, 4, 5].map((part) => `data_batch_${part}.png`) : ['train.png'];
  return cifar10(full ? 'cifar10-full' : 'cifar10-bundled', {
    train: { sprites: await Promise.all(trainSprites.map(sprite)), labels: await labels('train') },
    test: { sprites: [await sprite(full ? 'test_batch.png' : 'test.png')], labels: await labels('test') },
  });
}
