import { encode } from 'fast-png';
import { gzipSync, zipSync } from 'fflate';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { DroppedFile } from '../opened';
import { openDropped } from '.';
import type { DecodeImage, LoadedImages } from './source';

const shape = [4, 4, 3] as const;

const decodeImage: DecodeImage = async (file, height, width) =>
  sharp(file).resize(width, height, { fit: 'fill' }).removeAlpha().raw().toBuffer();

/** A PNG of one colour. */
const png = (red: number, green: number, blue: number, size = 8) =>
  encode({
    width: size,
    height: size,
    channels: 3,
    depth: 8,
    data: Uint8Array.from({ length: size * size * 3 }, (_, at) => [red, green, blue][at % 3]!),
  });

async function load(files: DroppedFile[], wanted: readonly [number, number, number] = shape) {
  const { images, network } = await openDropped(files, decodeImage);
  expect(network).toBeUndefined();
  return { source: images!, loaded: await images!.load(wanted) };
}

const firstPixel = ({ train }: LoadedImages, image = 0) => [...train.images.subarray(image * 48, image * 48 + 3)];

describe('folders named after classes', () => {
  const files = (root: string) => [
    ...Array.from({ length: 5 }, (_, index) => ({ name: `${root}/cat/${index}.png`, bytes: png(200, 0, 0) })),
    ...Array.from({ length: 5 }, (_, index) => ({ name: `${root}/dog/${index}.png`, bytes: png(0, 0, 200) })),
  ];

  test('a fifth is held back, images are of the size asked for', async () => {
    const beside = [
      { name: 'pets/notes.txt', bytes: new Uint8Array([65]) },
      { name: 'pets/labels.json', bytes: new TextEncoder().encode('{"a": 1}') },
    ];
    const { source, loaded } = await load([...files('pets'), ...beside]);
    expect(source.classes).toEqual(['cat', 'dog']);
    expect([loaded.train.labels.length, loaded.test.labels.length]).toEqual([8, 2]);
    expect(loaded.train.images).toHaveLength(8 * 48);
    loaded.train.labels.forEach((label, image) => {
      expect(firstPixel(loaded, image)).toEqual(label === 0 ? [200, 0, 0] : [0, 0, 200]);
    });
  });

  test('in a zip, with parts for training and testing, JPEG and WebP', async () => {
    const jpeg = new Uint8Array(
      await sharp({ create: { width: 9, height: 7, channels: 3, background: { r: 10, g: 200, b: 10 } } })
        .jpeg()
        .toBuffer(),
    );
    const webp = new Uint8Array(await sharp(jpeg).webp({ lossless: true }).toBuffer());
    const zip = zipSync({
      'set/train/cat/a.jpg': jpeg,
      'set/train/dog/b.webp': webp,
      'set/test/cat/c.jpg': jpeg,
      'set/__MACOSX/cat/._a.jpg': jpeg,
      'set/test/notes.txt': new Uint8Array([65]),
    });
    const { source, loaded } = await load([{ name: 'set.zip', bytes: zip }]);
    expect(source.classes).toEqual(['cat', 'dog']);
    expect([...loaded.train.labels, ...loaded.test.labels]).toEqual([0, 1, 0]);
    expect(Math.abs(firstPixel(loaded)[1]! - 200)).toBeLessThan(4);
  });

  test('what does not decode is skipped and listed', async () => {
    const broken = { name: 'pets/cat/broken.png', bytes: png(1, 2, 3).subarray(0, 30) };
    const { loaded } = await load([...files('pets'), broken]);
    expect(loaded.skipped).toEqual(['pets/cat/broken.png']);
    await expect(load([broken])).rejects.toThrow('none of 1 images can be decoded: broken.png');
  });

  test('sample zips of Teachable Machine give their names as classes', async () => {
    const zip = (name: string, bytes: Uint8Array) => ({
      name: `${name}-samples.zip`,
      bytes: zipSync({ '0.png': bytes, '1.png': bytes }),
    });
    const { source } = await load([zip('Class 2', png(0, 0, 9)), zip('Class 1', png(9, 0, 0))]);
    expect(source.classes).toEqual(['Class 1', 'Class 2']);
  });

  test('images without such folders have no labels', async () => {
    const { source, loaded } = await load([
      { name: 'holiday.zip', bytes: zipSync({ 'a.png': png(1, 1, 1), 'b.png': png(2, 2, 2) }) },
    ]);
    expect(source.classes).toBeUndefined();
    expect(loaded.train.labels.length + loaded.test.labels.length).toBeGreaterThanOrEqual(2);
  });
});

describe('IDX', () => {
  const idx = (lengths: number[], values: number[]) => {
    const head = new Uint8Array(4 + 4 * lengths.length);
    head.set([0, 0, 8, lengths.length]);
    lengths.forEach((length, axis) => {
      new DataView(head.buffer).setUint32(4 + 4 * axis, length);
    });
    return Uint8Array.from([...head, ...values]);
  };
  const images = idx(
    [3, 4, 4],
    Array.from({ length: 48 }, (_, at) => at),
  );
  const labels = idx([3], [7, 0, 2]);

  test('grey images become the channels that the network reads, plain or gzipped', async () => {
    const { source, loaded } = await load([
      { name: 'train-images-idx3-ubyte.gz', bytes: gzipSync(images) },
      { name: 'train-labels-idx1-ubyte', bytes: labels },
      { name: 't10k-images-idx3-ubyte', bytes: images },
      { name: 't10k-labels-idx1-ubyte', bytes: labels },
    ]);
    expect(source.classes).toHaveLength(8);
    expect([...loaded.train.labels]).toEqual([7, 0, 2]);
    expect(loaded.shape).toEqual([4, 4, 3]);
    expect([...loaded.test.images.subarray(3, 6)]).toEqual([1, 1, 1]);
  });

  test('names the file that is cut short or alone', async () => {
    await expect(load([{ name: 'x', bytes: images.subarray(0, 40) }])).rejects.toThrow(
      'x: 24 bytes of values, but its head promises 48',
    );
    await expect(load([{ name: 'x', bytes: images }])).rejects.toThrow(
      'x: images without labels; drop the label file too',
    );
  });
});

test('CIFAR-10 batches: planes become pixels, the test batch is for testing', async () => {
  const record = (label: number) => [label, ...Array(1024).fill(1), ...Array(1024).fill(2), ...Array(1024).fill(3)];
  const { source, loaded } = await load([
    { name: 'cifar-10-batches-bin/data_batch_1.bin', bytes: Uint8Array.from([...record(3), ...record(9)]) },
    { name: 'cifar-10-batches-bin/test_batch.bin', bytes: Uint8Array.from(record(1)) },
  ]);
  expect(source.classes?.[3]).toBe('cat');
  expect([...loaded.train.labels, ...loaded.test.labels]).toEqual([3, 9, 1]);
  expect([...loaded.train.images.subarray(0, 6)]).toEqual([1, 2, 3, 1, 2, 3]);
});

test('CIFAR-100 batches: the fine label', async () => {
  const record = (coarse: number, fine: number) => [coarse, fine, ...Array(3072).fill(5)];
  const { loaded } = await load([
    { name: 'train.bin', bytes: Uint8Array.from([...record(19, 99), ...record(11, 19), ...record(3, 4)]) },
  ]);
  expect([...loaded.train.labels].sort()).toEqual([19, 4, 99]);
});

describe('.npz', () => {
  const npy = (type: string, dims: string, bytes: Uint8Array) => {
    const head = `${`{'descr': '${type}', 'fortran_order': False, 'shape': (${dims}), }`.padEnd(117)}\n`;
    return Uint8Array.from([
      0x93,
      ...new TextEncoder().encode('NUMPY'),
      1,
      0,
      118,
      0,
      ...new TextEncoder().encode(head),
      ...bytes,
    ]);
  };
  const floats = new Uint8Array(Float32Array.from({ length: 2 * 16 }, (_, at) => at / 31).buffer);

  test('shares of 1 become bytes; int64 labels in a column', async () => {
    const y = new Uint8Array(BigInt64Array.from([1n, 0n]).buffer);
    const arrays = {
      'x_train.npy': npy('<f4', '2, 4, 4', floats),
      'y_train.npy': npy('<i8', '2, 1', y),
      'x_test.npy': npy('<f4', '2, 4, 4', floats),
      'y_test.npy': npy('<i8', '2, 1', y),
    };
    const { loaded } = await load([{ name: 'set.npz', bytes: zipSync(arrays) }], [4, 4, 1]);
    expect([...loaded.train.labels]).toEqual([1, 0]);
    expect([loaded.train.images[0], loaded.train.images[31]]).toEqual([0, 255]);
  });

  test('says which arrays are missing, and which lengths differ', async () => {
    await expect(load([{ name: 's.npz', bytes: zipSync({ 'a.npy': npy('<f4', '2, 4, 4', floats) }) }])).rejects.toThrow(
      's.npz: it needs the arrays x_train and y_train',
    );
    const short = { 'x_train.npy': npy('<f4', '2, 4, 4', floats), 'y_train.npy': npy('|u1', '1,', Uint8Array.of(1)) };
    await expect(load([{ name: 's.npz', bytes: zipSync(short) }])).rejects.toThrow(
      /y_train\.npy has 1 labels for 2 images/,
    );
  });
});
