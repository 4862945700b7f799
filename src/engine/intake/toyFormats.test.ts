/** A format is one entry of a table: what a toy network and toy images need to open with all others. */
import { beforeAll, expect, test, vi } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import type * as networkTable from '../io/formats';
import type { NetworkFormat } from '../io/formats/format';
import type * as imageTable from '../io/images';
import type { ImageFormat } from '../io/images/format';
import { disposeNetwork } from '../network/network';
import { NetworkBuilder } from '../network/networkBuilder';
import { Random } from '../random';
import { folders, zipped } from '../testing/imageFiles';
import { decodeImage } from '../testing/loadImages';
import { openDropped } from './openDropped';

/** A text file with a number of classes: a network of that many outputs. */
const toyNetwork = vi.hoisted(
  (): NetworkFormat => ({
    match: (files) => files.filter(({ name }) => name.endsWith('.toynet')),
    read: async ({ bytes }) => {
      const network = new NetworkBuilder([4, 4, 3])
        .append('gap', 'GlobalAveragePooling2D')
        .append('classes', 'Dense', { units: Number(new TextDecoder().decode(bytes)) })
        .build('toy', new Random(1));
      return { network, format: 'keras' };
    },
  }),
);

/** Files of 4 x 4 bytes, each a grey image in a class of its own. */
const toyImages = vi.hoisted(
  (): ImageFormat => ({
    match: (files) => files.filter(({ name }) => name.endsWith('.toy')),
    read: (files) => ({
      name: 'toys',
      classes: files.map(({ name }) => name),
      load: async () => {
        const images = Uint8Array.from(files.flatMap(({ bytes }) => [...bytes]));
        const part = { images, labels: Uint16Array.from(files.keys()) };
        return { shape: [4, 4, 1], train: part, test: part, skipped: [], notes: [] };
      },
    }),
  }),
);

vi.mock('../io/formats', async (original) => {
  const { networkFormats } = await original<typeof networkTable>();
  return { networkFormats: { ...networkFormats, toyNetwork } };
});

vi.mock('../io/images', async (original) => {
  const { imageFormats } = await original<typeof imageTable>();
  return { imageFormats: [...imageFormats, toyImages] };
});

beforeAll(() => chooseBackend(['cpu']));

const toys = [
  { name: 'five.toynet', bytes: new TextEncoder().encode('5') },
  ...[1, 2].map((grey) => ({ name: `${grey}.toy`, bytes: new Uint8Array(16).fill(grey) })),
];

test.each([
  ['loose', toys],
  ['in a zip', [zipped(toys, 'toys.zip')]],
])('a toy network and toy images open, %s', async (_, files) => {
  const { network, images } = await openDropped(files, decodeImage);
  expect(network!.network.weights.get('classes/kernel')!.shape).toEqual([3, 5]);
  expect(images!.classes!.map((name) => name.split('/').at(-1))).toEqual(['1.toy', '2.toy']);
  const { train } = await images!.load([4, 4, 1]);
  expect([...train.images.subarray(14, 18)]).toEqual([1, 1, 2, 2]);
  disposeNetwork(network!.network);
});

test('the other formats open as before', async () => {
  const { images } = await openDropped(folders(), decodeImage);
  expect(images!.classes).toEqual(['cat', 'dog']);
});
