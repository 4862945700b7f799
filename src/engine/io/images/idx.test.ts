import { gzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { idx } from '../../testing/imageFiles';
import { loadImages } from '../../testing/loadImages';
import type { DroppedFile } from '../containers/files';

const images = idx(
  [3, 4, 4],
  Array.from({ length: 48 }, (_, at) => at),
);
const labels = idx([3], [7, 0, 2]);
const file = (name: string, bytes: Uint8Array): DroppedFile => ({ name, bytes });

test('grey images become the channels that the network reads, plain or gzipped', async () => {
  const { source, loaded } = await loadImages([
    file('train-images-idx3-ubyte.gz', gzipSync(images)),
    file('train-labels-idx1-ubyte', labels),
    file('t10k-images-idx3-ubyte', images),
    file('t10k-labels-idx1-ubyte', labels),
  ]);
  expect(source).toMatchObject({ name: 'IDX, train-images-idx3-ubyte', classes: ['0', '2', '7'] });
  expect([...loaded.train.labels].map((label) => source.classes?.[label])).toEqual(['7', '0', '2']);
  expect(loaded.shape).toEqual([4, 4, 3]);
  expect([...loaded.test.images.subarray(3, 6)]).toEqual([1, 1, 1]);
});

test('labels that count from 1 leave no class out', async () => {
  const { source, loaded } = await loadImages([
    file('train-images', images),
    file('train-labels', idx([3], [1, 2, 1])),
  ]);
  expect(source.classes).toEqual(['1', '2']);
  expect([...loaded.train.labels, ...loaded.test.labels].sort()).toEqual([0, 0, 1]);
});

test.each<[string, DroppedFile[], string]>([
  [
    'cut short',
    [file('x', images.subarray(0, 40))],
    'x: 24 bytes of values, but its head [3,4,4] promises 48; download',
  ],
  ['too long', [file('x', Uint8Array.from([...images, 0]))], 'x: 49 bytes of values, but its head [3,4,4] promises 48'],
  ['cut short in its head', [file('x', images.subarray(0, 9))], 'x: its head is cut short'],
  ['alone', [file('x', images)], 'x: images without labels; drop the label file too'],
  ['labels alone', [file('y', labels)], 'y: labels without images; drop the image file too'],
  [
    'of another number than the labels',
    [file('x', images), file('y', idx([2], [0, 1]))],
    'y: 2 labels for 3 images of x',
  ],
  ['of no pixels', [file('x', idx([3, 0, 0], [])), file('y', labels)], 'x holds images of 0 x 0 pixels'],
  ['of no number', [file('x', idx([0, 4, 4], [])), file('y', idx([0], []))], 'x holds no images'],
  [
    'of five channels',
    [file('x', idx([1, 2, 2, 5], Array(20).fill(0))), file('y', idx([1], [0]))],
    'x: it is [1,2,2,5]',
  ],
  ['labels in columns', [file('x', idx([3, 8], Array(24).fill(0)))], 'x: it is [3,8]'],
  ['of floats', [file('x-idx3-float', idx([1], [0, 0, 0, 0], 13))], 'x-idx3-float: IDX of 32-bit floats, but'],
  ['two sets', [file('a', images), file('b', images), file('y', labels)], 'a and b would both be for training'],
  [
    'of other pixels for testing',
    [file('x', images), file('y', labels), file('t10k-x', idx([1, 2, 2], [0, 0, 0, 0])), file('t10k-y', idx([1], [0]))],
    'x holds images of 4 x 4 x 1, but t10k-x of 2 x 2 x 1',
  ],
])('a file that is %s is refused', async (_, files, message) => {
  await expect(loadImages(files)).rejects.toThrow(message);
});
