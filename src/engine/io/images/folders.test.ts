import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { folders, png, zipped } from '../../testing/imageFiles';
import { loadImages } from '../../testing/loadImages';
import type { DroppedFile } from '../containers/files';
import type { LoadedImages } from './source';

const firstPixel = ({ train }: LoadedImages, image = 0) => [...train.images.subarray(image * 48, image * 48 + 3)];

/** Images of one colour a class. */
const images = (counts: Record<string, number>): DroppedFile[] =>
  Object.entries(counts).flatMap(([folder, count], label) =>
    Array.from({ length: count }, (_, at) => ({ name: `set/${folder}/${at}.png`, bytes: png(10 * label, 0, 200) })),
  );

const countsOf = ({ train, test }: LoadedImages) => [train.labels.length, test.labels.length];

test('a fifth is held back, images are of the size asked for, other files are left out', async () => {
  const beside = [
    { name: 'pets/notes.txt', bytes: new Uint8Array([65]) },
    { name: 'pets/labels.json', bytes: new TextEncoder().encode('{"a": 1}') },
    { name: 'pets/cat/.ipynb_checkpoints/0.png', bytes: png(1, 1, 1) },
  ];
  const { source, loaded } = await loadImages([...folders(), ...beside]);
  expect(source).toMatchObject({ name: 'pets, 10 images', classes: ['cat', 'dog'] });
  expect(countsOf(loaded)).toEqual([8, 2]);
  expect(loaded.train.images).toHaveLength(8 * 48);
  loaded.train.labels.forEach((label, image) => {
    expect(firstPixel(loaded, image)[label === 0 ? 0 : 2]).toBe(200);
  });
  expect(loaded.notes).toEqual([{ code: 'few-tests', count: 2, points: 50 }]);
});

test('in a zip, with parts for training and testing, JPEG and WebP, grey for a network that reads grey', async () => {
  const jpeg = new Uint8Array(
    await sharp({ create: { width: 9, height: 7, channels: 3, background: { r: 10, g: 200, b: 10 } } })
      .jpeg()
      .toBuffer(),
  );
  const webp = new Uint8Array(await sharp(jpeg).webp({ lossless: true }).toBuffer());
  const files = [
    { name: 'set/train/cat/a.jpg', bytes: jpeg },
    { name: 'set/train/dog/b.webp', bytes: webp },
    { name: 'set/test/cat/c.jpg', bytes: jpeg },
    { name: 'set/test/notes.txt', bytes: new Uint8Array([65]) },
  ];
  const { source, loaded } = await loadImages([zipped(files)]);
  expect(source.classes).toEqual(['cat', 'dog']);
  expect([...loaded.train.labels, ...loaded.test.labels]).toEqual([0, 1, 0]);
  expect(Math.abs(firstPixel(loaded)[1]! - 200)).toBeLessThan(4);
  expect(loaded.notes).toContainEqual({ code: 'untested', classes: 'dog' });
  const grey = (await loadImages([zipped(files)], 1)).loaded;
  expect(grey.shape).toEqual([4, 4, 1]);
  expect(Math.abs(grey.train.images[0]! - (0.299 * 10 + 0.587 * 200 + 0.114 * 10))).toBeLessThan(4);
});

describe('few images', () => {
  test('one serves for both parts, and it is said', async () => {
    const { source, loaded } = await loadImages(images({ cat: 1 }));
    expect(source).toMatchObject({ name: '0.png' });
    expect(source.classes).toBeUndefined();
    expect(countsOf(loaded)).toEqual([1, 1]);
    expect(loaded.notes).toEqual([{ code: 'one-image' }]);
  });

  test('of one class have no labels', async () => {
    const { source, loaded } = await loadImages(images({ cat: 30 }));
    expect(source.classes).toBeUndefined();
    expect(countsOf(loaded)).toEqual([24, 6]);
  });

  test('one of every class serve for both parts', async () => {
    const { loaded } = await loadImages(images({ a: 1, b: 1, c: 1, d: 1, e: 1 }));
    expect(countsOf(loaded)).toEqual([5, 5]);
    expect(loaded.notes).toEqual([{ code: 'one-part', count: 5 }]);
  });

  test('a class with one image keeps it for training and is named', async () => {
    const { source, loaded } = await loadImages(images({ a: 120, b: 1 }));
    expect(source.classes).toEqual(['a', 'b']);
    expect(loaded.train.labels.filter((label) => label === 1)).toHaveLength(1);
    expect(loaded.test.labels.every((label) => label === 0)).toBe(true);
    expect(loaded.notes).toEqual([{ code: 'untested', classes: 'b' }]);
  });

  test('five of two classes leave two for testing, and it is said', async () => {
    const { loaded } = await loadImages(images({ a: 3, b: 2 }));
    expect(countsOf(loaded)).toEqual([3, 2]);
    expect(loaded.notes).toEqual([{ code: 'few-tests', count: 2, points: 50 }]);
  });
});

test('what does not decode is skipped and listed; if nothing does, it is refused', async () => {
  const broken = { name: 'pets/cat/broken.png', bytes: png(1, 2, 3).subarray(0, 30) };
  const { loaded } = await loadImages([...folders(), broken]);
  expect(loaded.skipped).toEqual(['pets/cat/broken.png']);
  expect(countsOf(loaded)).toEqual([8, 2]);
  await expect(loadImages([broken, { name: 'b.tif', bytes: Uint8Array.of(73, 73) }])).rejects.toThrow(
    'none of 2 images can be decoded: b.tif, broken.png; save them as PNG or JPEG',
  );
});

test('images in no class folder are left out, and it is said', async () => {
  const { source, loaded } = await loadImages([...folders(), { name: 'pets/0.png', bytes: png(1, 2, 3) }]);
  expect(source.classes).toEqual(['cat', 'dog']);
  expect(countsOf(loaded)).toEqual([8, 2]);
  expect(loaded.notes[0]).toEqual({ code: 'unplaced', count: 1 });
});

test('sample zips of Teachable Machine give their names as classes', async () => {
  const samples = (name: string, bytes: Uint8Array) =>
    zipped(
      [
        { name: '0.png', bytes },
        { name: '1.png', bytes },
      ],
      `${name}-samples.zip`,
    );
  const { source } = await loadImages([samples('Class 2', png(0, 0, 9)), samples('Class 1', png(9, 0, 0))]);
  expect(source.classes).toEqual(['Class 1', 'Class 2']);
});

test('images without such folders have no labels', async () => {
  const { source, loaded } = await loadImages([
    zipped(
      [
        { name: 'a.png', bytes: png(1, 1, 1) },
        { name: 'b.png', bytes: png(2, 2, 2) },
      ],
      'holiday.zip',
    ),
  ]);
  expect(source.classes).toBeUndefined();
  expect(countsOf(loaded)).toEqual([1, 1]);
});

test('sounds in a RIFF file are no images', async () => {
  const sound = { name: 'set/a/x.wav', bytes: new TextEncoder().encode('RIFF....WAVEfmt ') };
  await expect(loadImages([sound])).rejects.toThrow('no model');
});
