import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import type { DroppedFile } from '../io/containers/files';
import type * as zipModule from '../io/containers/zip';
import { unzip } from '../io/containers/zip';
import { networkFormats } from '../io/formats';
import { disposeNetwork } from '../network/network';
import { NetworkBuilder } from '../network/networkBuilder';
import { Random } from '../random';
import { folders, gnuTarred, imageFiles, npy, npz, zipped } from '../testing/imageFiles';
import { decodeImage, loadImages } from '../testing/loadImages';
import { openDropped } from './openDropped';

vi.mock('../io/containers/zip', async (original) => {
  const zip = await original<typeof zipModule>();
  return { ...zip, unzip: vi.fn(zip.unzip) };
});

beforeAll(() => chooseBackend(['cpu']));

const file = (name: string, text: string): DroppedFile => ({ name, bytes: new TextEncoder().encode(text) });

describe('every format opens', () => {
  test.each(Object.entries(imageFiles))('%s', async (_, files) => {
    const { source, loaded } = await loadImages(await files());
    expect(source.classes!.length).toBeGreaterThanOrEqual(2);
    for (const { images, labels } of [loaded.train, loaded.test]) {
      const [height, width, channels] = loaded.shape;
      expect(images).toHaveLength(labels.length * height * width * channels);
      expect(labels.every((label) => label < source.classes!.length)).toBe(true);
    }
  });

  test('out of a buffer that it shares with others, as Node reads files', async () => {
    for (const files of Object.values(imageFiles)) {
      const plain = await files();
      const shared = plain.map(({ name, bytes }) => ({
        name,
        bytes: Buffer.concat([Buffer.of(1), bytes]).subarray(1),
      }));
      expect((await loadImages(shared)).loaded.train.labels).toEqual((await loadImages(plain)).loaded.train.labels);
    }
  });

  test('folders in any archive are the same images', async () => {
    const { loaded } = await loadImages(folders());
    for (const format of [
      'zip of folders',
      'zip in a zip',
      'tar of folders',
      'tar.gz of PAX names',
      'tar.gz of GNU names',
    ]) {
      const other = (await loadImages(await imageFiles[format]!())).loaded;
      expect(other).toEqual(loaded);
    }
  });
});

describe('a network beside images', () => {
  const keras = async () => {
    const network = new NetworkBuilder([4, 4, 3])
      .append('gap', 'GlobalAveragePooling2D')
      .append('classes', 'Dense', { units: 2 })
      .build('small', new Random(1));
    const bytes = await networkFormats.keras.write(network);
    disposeNetwork(network);
    return { name: 'small.keras', bytes };
  };

  test.each<[string, (network: DroppedFile) => DroppedFile[]]>([
    ['in folders, with notes', (network) => [network, ...folders(), file('notes.txt', 'x')]],
    ['in a zip', (network) => [zipped(folders()), network]],
    ['in the same zip, with notes', (network) => [zipped([...folders(), network, file('pets/notes.txt', 'x')])]],
    ['in the same tar', (network) => [{ name: 'set.tar', bytes: gnuTarred([...folders(), network]) }]],
  ])('%s', async (_, drop) => {
    const before = tf.memory().numTensors;
    const { network, images } = await openDropped(drop(await keras()), decodeImage);
    expect(network!.network.name).toBe('small');
    expect(images!.classes).toEqual(['cat', 'dog']);
    disposeNetwork(network!.network);
    expect(tf.memory().numTensors).toBe(before);
  });

  test.each<[string, (network: DroppedFile) => DroppedFile[], number]>([
    ['alone', (network) => [network], 1],
    ['beside images', (network) => [network, ...folders()], 1],
    ['in the archive of the images', (network) => [zipped([network, ...folders()])], 2],
  ])('is unpacked once %s', async (_, drop, archives) => {
    const files = drop(await keras());
    vi.mocked(unzip).mockClear();
    disposeNetwork((await openDropped(files, decodeImage)).network!.network);
    expect(unzip).toHaveBeenCalledTimes(archives);
  });

  test('is freed where the images cannot be read', async () => {
    const before = tf.memory().numTensors;
    const broken = npz({ x_train: npy('|u1', [2, 1, 1], Uint8Array.of(1, 2)), y_train: Uint8Array.of(1, 2, 3) });
    await expect(openDropped([await keras(), broken], decodeImage)).rejects.toThrow('set.npz: y_train');
    expect(tf.memory().numTensors).toBe(before);
  });

  test('is the question where there are two, however they are packed', async () => {
    const network = await keras();
    const other = { ...network, name: 'other.keras' };
    await expect(openDropped([network, zipped([other])], decodeImage)).rejects.toThrow(
      'there are 2 models: small.keras/config.json and set.zip/other.keras/config.json; drop one of them at a time',
    );
  });
});

describe('what is not read is explained', () => {
  test.each<[string, DroppedFile[], string]>([
    [
      "CIFAR's Python version",
      [{ name: 'cifar-10-batches-py/data_batch_1', bytes: Uint8Array.of(0x80, 2, 0x7d, 0x2e) }],
      "data_batch_1 is a Python pickle (as CIFAR's Python version is), which could run any program; make an .npz of it in Python: d = pickle.load(",
    ],
    [
      'a network of PyTorch, which is a zip',
      [zipped([file('net/data.pkl', 'x'), file('net/version', '3')], 'net.pt')],
      'net.pt/net/data.pkl: PyTorch and ONNX models are not read',
    ],
    [
      "CIFAR's Python version in an archive, beside a web page",
      [zipped([file('readme.html', '<html>'), { name: 'data_batch_1', bytes: Uint8Array.of(0x80, 2, 0x7d, 0x2e) }])],
      'data_batch_1 is a Python pickle',
    ],
    ['other archives', [file('set.rar', 'Rar!')], 'set.rar is an archive of a kind that is not read; unpack it'],
    [
      'other data sets',
      [file('a/train_32x32.mat', 'MATLAB')],
      'train_32x32.mat is a kind of data set that is not read',
    ],
    [
      'what is named as an archive and is none',
      [file('set.tar', 'x')],
      'set.tar is no archive, though it is named as one',
    ],
    ['an empty archive', [zipped([], 'empty.zip')], 'empty.zip: the archive holds no files'],
    [
      'hidden images only',
      [
        { name: 'a/.x/1.png', bytes: folders()[0]!.bytes },
        { name: 'a/.y/1.png', bytes: folders()[0]!.bytes },
      ],
      'a/.x/1.png: the images lie in hidden folders only',
    ],
  ])('%s', async (_, files, message) => {
    await expect(openDropped(files, decodeImage)).rejects.toThrow(message);
  });

  test('features beside images are left out; an array among arrays that is none is not', async () => {
    const features = { name: 'pets/features.npy', bytes: npy('<f4', [2, 2], new Uint8Array(16)) };
    expect((await loadImages([...folders(), features])).source.classes).toEqual(['cat', 'dog']);
    const images = npy('|u1', [2, 1, 1], Uint8Array.of(1, 2));
    await expect(loadImages([npz({ x_train: images, y_train: Uint8Array.of(1, 2, 3) })])).rejects.toThrow(
      'set.npz: y_train: its head is damaged',
    );
  });

  test('Python to make an .npz of it leads to channels first, which are read', async () => {
    const pixels = Uint8Array.from({ length: 2 * 3072 }, (_, at) => at % 251);
    const { source } = await loadImages([
      npz({ x_train: npy('|u1', [2, 3, 32, 32], pixels), y_train: npy('|u1', [2], Uint8Array.of(6, 9)) }),
    ]);
    expect(source.classes).toEqual(['6', '9']);
  });
});
