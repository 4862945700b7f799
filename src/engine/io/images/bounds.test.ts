import { gzipSync } from 'fflate';
import { expect, test, vi } from 'vitest';
import type * as limitsModule from '../../limits';
import { bytesOf, folders, npy, npz, zipped } from '../../testing/imageFiles';
import { loadImages } from '../../testing/loadImages';

vi.mock('../../limits', async (original) => {
  const { limits } = await original<typeof limitsModule>();
  return { limits: { ...limits, unpacked: 5000, files: 60, pixels: 20 * 48, classes: 8, images: 40 } };
});

const zeros = (name: string) => zipped([{ name: 'zeros.txt', bytes: new Uint8Array(2000) }], name);

test('all archives of a drop share what they may unpack to', async () => {
  const images = zipped(folders());
  await expect(loadImages([zeros('a.zip'), zeros('b.zip'), zeros('c.zip'), images])).rejects.toThrow(
    'c.zip: what is dropped unpacks to more than',
  );
  await expect(
    loadImages([{ name: 'a.gz', bytes: gzipSync(zeros('a.zip').bytes) }, zeros('b.zip'), zeros('c.zip')]),
  ).rejects.toThrow('c.zip: what is dropped unpacks to more than');
});

test('so do its files, loose and packed', async () => {
  const many = Array.from({ length: 5 }, (_, set) => folders(`set${set}`)).flat();
  await expect(loadImages([...many, zipped(folders('more'))])).rejects.toThrow(
    'set.zip: what is dropped holds more than 60',
  );
});

test('of images beyond memory a part is used, with the classes in equal shares', async () => {
  const many = [...folders('a'), ...folders('b'), ...folders('c')].map(({ name, bytes }) => ({
    name: name.replace(/^(.)\/(.*)\/(.*)$/, 'set/$2/$1$3'),
    bytes,
  }));
  const { loaded } = await loadImages(many);
  expect(loaded.train.labels.length + loaded.test.labels.length).toBe(20);
  expect([...loaded.train.labels, ...loaded.test.labels].filter((label) => label === 0)).toHaveLength(10);
  expect(loaded.notes[0]).toMatchObject({ code: 'much-memory', count: 30, used: 20 });
});

test('arrays too, once their channels are known', async () => {
  const arrays = {
    x: npy('|u1', [30, 4, 4], new Uint8Array(480)),
    y: npy(
      '|u1',
      [30],
      Uint8Array.from({ length: 30 }, (_, at) => at % 3),
    ),
  };
  expect((await loadImages([npz(arrays)], 1)).loaded.train.labels).toHaveLength(24);
  const { loaded } = await loadImages([npz(arrays)], 3);
  expect(loaded.train.labels.length + loaded.test.labels.length).toBe(20);
});

test('more classes than labels count, and more images, are refused', async () => {
  const labels = (values: Int32Array) => npy('<i4', [values.length], bytesOf(values));
  const images = (count: number) => npy('|u1', [count, 1, 1], new Uint8Array(count));
  await expect(
    loadImages([npz({ x: images(9), y: labels(Int32Array.from({ length: 9 }, (_, at) => at)) })]),
  ).rejects.toThrow('set.npz: y: the label in row 8 is 8; give the numbers of classes, 0 to at most 7');
  await expect(loadImages([npz({ x: images(41), y: labels(new Int32Array(41)) })])).rejects.toThrow(
    'x holds 41 images',
  );
  const nine = Array.from({ length: 9 }, (_, at) => ({ name: `set/${at}/0.png`, bytes: folders()[0]!.bytes }));
  await expect(loadImages(nine)).rejects.toThrow('the labels tell more than 8 classes apart');
});
