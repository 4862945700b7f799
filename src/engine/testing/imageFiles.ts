import { encode } from 'fast-png';
import { gzipSync, zipSync } from 'fflate';
import { packTar } from 'modern-tar';
import type { DroppedFile } from '../io/containers/files';

/** A PNG of one colour. */
export const png = (red: number, green: number, blue: number, size = 8): Uint8Array =>
  encode({
    width: size,
    height: size,
    channels: 3,
    depth: 8,
    data: Uint8Array.from({ length: size * size * 3 }, (_, at) => [red, green, blue][at % 3]!),
  });

/** A NumPy array. @param type NumPy's name of it, as '<f4' */
export function npy(type: string, shape: readonly number[], values: Uint8Array, isFortran = false): Uint8Array {
  const [order, lengths] = [isFortran ? 'True' : 'False', shape.length === 1 ? `${shape},` : shape.join(', ')];
  const head = `${`{'descr': '${type}', 'fortran_order': ${order}, 'shape': (${lengths}), }`.padEnd(117)}\n`;
  const start = new TextEncoder().encode(`.NUMPY..v.${head}`);
  start.set([0x93]);
  start.set([1, 0, 118, 0], 6);
  return Uint8Array.from([...start, ...values]);
}

/** The memory of a typed array, as a file holds it. */
export const bytesOf = (values: { buffer: ArrayBufferLike }): Uint8Array => new Uint8Array(values.buffer);

/** NumPy arrays by name, as np.savez writes them. */
export const npz = (arrays: Readonly<Record<string, Uint8Array>>, name = 'set.npz'): DroppedFile => ({
  name,
  bytes: zipSync(Object.fromEntries(Object.entries(arrays).map(([key, array]) => [`${key}.npy`, array]))),
});

/** IDX, the format of MNIST. @param type of the values, 8 for bytes */
export function idx(lengths: readonly number[], values: ArrayLike<number>, type = 8): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * lengths.length + values.length);
  bytes.set([0, 0, type, lengths.length]);
  for (const [axis, length] of lengths.entries()) new DataView(bytes.buffer).setUint32(4 + 4 * axis, length);
  bytes.set(Uint8Array.from(values), 4 + 4 * lengths.length);
  return bytes;
}

/** Records of CIFAR's binary version: labels, then planes of 1, 2 and 3. */
export const cifar = (...records: ReadonlyArray<readonly number[]>): Uint8Array =>
  Uint8Array.from(
    records.flatMap((labels) => [...labels, ...Array.from({ length: 3072 }, (_, at) => 1 + Math.floor(at / 1024))]),
  );

/** Five images of each of two classes, in folders. */
export const folders = (root = 'pets'): DroppedFile[] =>
  ['cat', 'dog'].flatMap((name, label) =>
    Array.from({ length: 5 }, (_, at) => ({
      name: `${root}/${name}/${at}.png`,
      bytes: label === 0 ? png(200, 0, at) : png(0, at, 200),
    })),
  );

export const zipped = (files: readonly DroppedFile[], name = 'set.zip'): DroppedFile => ({
  name,
  bytes: zipSync(Object.fromEntries(files.map((file) => [file.name, file.bytes]))),
});

/** A tar in POSIX's form, with long names in PAX records. */
export const tarred = (files: readonly DroppedFile[]): Promise<Uint8Array> =>
  packTar(
    files.map(({ name, bytes }) => ({ header: { name, size: bytes.length, type: 'file' as const }, body: bytes })),
  );

const block = 512;

/** A tar's entry as before POSIX, without a magic word. @param type '0' for a file, 'L' for the next one's long name */
export function oldTarEntry(name: string, type: string, contents: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(block * (1 + Math.ceil(contents.length / block)));
  const write = (at: number, text: string) => bytes.set(new TextEncoder().encode(text), at);
  write(0, name.slice(0, 100));
  write(100, '0000644\0');
  write(124, `${contents.length.toString(8).padStart(11, '0')}\0`);
  write(148, '        ');
  write(156, type);
  write(
    148,
    `${bytes
      .subarray(0, block)
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
  );
  bytes.set(contents, block);
  return bytes;
}

/** Behind the last entry of a tar. */
export const tarEnd = new Uint8Array(2 * block);

/** A tar whose long names lie in entries of their own, as GNU tar has them. */
export const gnuTarred = (files: readonly DroppedFile[]): Uint8Array =>
  Uint8Array.from([
    ...files.flatMap(({ name, bytes }) => [
      ...(name.length > 100 ? oldTarEntry('././@LongLink', 'L', new TextEncoder().encode(`${name}\0`)) : []),
      ...oldTarEntry(name, '0', bytes),
    ]),
    ...tarEnd,
  ]);

const long = `${'a-folder-with-a-long-name/'.repeat(5)}pets`;
const grey = Uint8Array.from({ length: 4 * 16 }, (_, at) => 4 * at);
const greyIdx = (count: number) => idx([count, 4, 4], grey.subarray(0, 16 * count));
const floats = Float32Array.from(grey, (byte) => byte / 255);
const labels = BigInt64Array.of(1n, 0n, 1n, 0n);

/** A small valid drop of every format of images and archives: seeds to mutate, each with 2 classes or more. */
export const imageFiles: Readonly<Record<string, () => Promise<DroppedFile[]>>> = {
  'npz, uint8': async () => [npz({ x_train: npy('|u1', [4, 4, 4], grey), y_train: npy('<i8', [4], bytesOf(labels)) })],
  'npz, float32 with test images': async () => [
    npz({
      X_train: npy('<f4', [4, 4, 4, 1], bytesOf(floats)),
      Y_train: npy('<i8', [4, 1], bytesOf(labels)),
      X_test: npy('<f4', [4, 4, 4, 1], bytesOf(floats)),
      Y_test: npy('<i8', [4, 1], bytesOf(labels)),
    }),
  ],
  'npz, float64 and one-hot': async () => [
    npz({
      images: npy('<f8', [4, 4, 4], bytesOf(Float64Array.from(floats))),
      labels: npy('<f4', [4, 2], bytesOf(Float32Array.of(0, 1, 1, 0, 0, 1, 1, 0))),
    }),
  ],
  'npz, words': async () => [
    npz({
      arr_0: npy('|u1', [4, 4, 4], grey),
      arr_1: npy('<U3', [4], bytesOf(Uint32Array.from([...'dogcatdogcat'], (letter) => letter.charCodeAt(0)))),
    }),
  ],
  'loose npy': async () => [
    { name: 'x.npy', bytes: npy('|u1', [4, 4, 4], grey) },
    { name: 'y.npy', bytes: npy('|u1', [4], Uint8Array.of(1, 0, 1, 0)) },
  ],
  IDX: async () => [
    { name: 'train-images-idx3-ubyte', bytes: greyIdx(4) },
    { name: 'train-labels-idx1-ubyte', bytes: idx([4], [1, 0, 1, 0]) },
    { name: 't10k-images-idx3-ubyte', bytes: greyIdx(2) },
    { name: 't10k-labels-idx1-ubyte', bytes: idx([2], [0, 1]) },
  ],
  'IDX, gzipped': async () => [
    { name: 'train-images-idx3-ubyte.gz', bytes: gzipSync(greyIdx(4)) },
    { name: 'train-labels-idx1-ubyte.gz', bytes: gzipSync(idx([4], [1, 0, 1, 0])) },
  ],
  'CIFAR-10': async () => [
    { name: 'cifar-10-batches-bin/data_batch_1.bin', bytes: cifar([3], [9]) },
    { name: 'cifar-10-batches-bin/test_batch.bin', bytes: cifar([1]) },
  ],
  'CIFAR-100': async () => [{ name: 'train.bin', bytes: cifar([19, 99], [11, 19], [3, 4]) }],
  folders: async () => folders(),
  'zip of folders': async () => [zipped(folders())],
  'zip in a zip': async () => [zipped([zipped(folders(), 'inner.zip')])],
  'tar of folders': async () => [{ name: 'set.tar', bytes: await tarred(folders()) }],
  'tar.gz of PAX names': async () => [{ name: 'set.tar.gz', bytes: gzipSync(await tarred(folders(long))) }],
  'tar.gz of GNU names': async () => [{ name: 'set.tgz', bytes: gzipSync(gnuTarred(folders(long))) }],
};
