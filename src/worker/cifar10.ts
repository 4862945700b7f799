import { cifar10 } from '../engine/data/cifar10';
import type { Dataset } from '../engine/data/dataset';

const fullFolder = 'datasets/cifar10-full/';

/** Whether the server has what `npm run data` brings; some servers answer a missing file with the page. */
export async function hasFullCifar10(base: string): Promise<boolean> {
  const response = await fetch(new URL(`${fullFolder}test_labels.json`, base), { method: 'HEAD' });
  return response.ok && (response.headers.get('content-type') ?? '').includes('json');
}

/** CIFAR-10 from the server's folder: the bundled part, or all images where `npm run data` has brought them. */
export async function fetchCifar10(base: string, full: boolean): Promise<Dataset> {
  const folder = new URL(full ? fullFolder : 'datasets/cifar10/', base);
  const fetchFile = async (file: string): Promise<Response> => {
    const response = await fetch(new URL(file, folder));
    if (!response.ok) throw new Error(`${file}: the server answers ${response.status}`);
    return response;
  };
  const sprite = async (file: string) => new Uint8Array(await (await fetchFile(file)).arrayBuffer());
  const labels = async (part: string): Promise<number[]> => (await fetchFile(`${part}_labels.json`)).json();
  const trainSprites = full ? [1, 2, 3, 4, 5].map((part) => `data_batch_${part}.png`) : ['train.png'];
  return cifar10(full ? 'CIFAR-10, all 60,000 images' : 'CIFAR-10, bundled 6,000 images', {
    train: { sprites: await Promise.all(trainSprites.map(sprite)), labels: await labels('train') },
    test: { sprites: [await sprite(full ? 'test_batch.png' : 'test.png')], labels: await labels('test') },
  });
}
