import { expect, test } from 'vitest';
import { cifar } from '../../testing/imageFiles';
import { loadImages } from '../../testing/loadImages';

test('CIFAR-10 batches: planes become pixels, the test batch is for testing', async () => {
  const { source, loaded } = await loadImages([
    { name: 'cifar-10-batches-bin/data_batch_1.bin', bytes: cifar([3], [9]) },
    { name: 'cifar-10-batches-bin/test_batch.bin', bytes: cifar([1]) },
  ]);
  expect(source.classes?.[3]).toBe('cat');
  expect([...loaded.train.labels, ...loaded.test.labels]).toEqual([3, 9, 1]);
  expect([...loaded.train.images.subarray(0, 6)]).toEqual([1, 2, 3, 1, 2, 3]);
  expect(loaded.notes.at(-1)).toEqual({
    code: 'untrained-many',
    classes: 'airplane, automobile, bird, deer, dog',
    more: 3,
  });
});

test('CIFAR-100 batches: the fine label', async () => {
  const { source, loaded } = await loadImages([{ name: 'train.bin', bytes: cifar([19, 99], [11, 19], [3, 4]) }]);
  expect(source.classes).toEqual(['4', '19', '99']);
  expect([...loaded.train.labels].sort()).toEqual([0, 1, 2]);
});

test.each([
  [
    'a label of no class',
    'data_batch_1.bin',
    cifar([3], [200]),
    'record 1 has the label 200, which CIFAR-10 has no class for',
  ],
  [
    'a coarse label of no class',
    'test.bin',
    cifar([20, 3]),
    'record 0 has the label 20, which CIFAR-100 has no class for',
  ],
  [
    'half a record',
    'data_batch_2.bin',
    cifar([3], [4]).subarray(0, 5000),
    '5000 bytes are no whole number of CIFAR-10',
  ],
])('a batch with %s is refused', async (_, name, bytes, message) => {
  await expect(loadImages([{ name, bytes }])).rejects.toThrow(`${name}: `);
  await expect(loadImages([{ name, bytes }])).rejects.toThrow(message);
});

test('batches of other names are known by all their labels; both kinds together are refused', async () => {
  const { source } = await loadImages([{ name: 'part.bin', bytes: cifar([3], [9]) }]);
  expect(source.name).toBe('CIFAR-10, binary batches');
  await expect(loadImages([{ name: 'part.bin', bytes: cifar([3], [10]) }])).rejects.toThrow('no model');
  const both = [
    { name: 'a.bin', bytes: cifar([3]) },
    { name: 'b.bin', bytes: cifar([3, 4]) },
  ];
  await expect(loadImages(both)).rejects.toThrow('batches of CIFAR-10 and of CIFAR-100 together; drop one of the two');
});
