import type { ImageShape } from '../../data/dataset';
import { InputError } from '../../errors';
import { baseName, type DroppedFile } from '../containers/files';
import { arraySource, checkImages } from './arrays';
import { classesOf } from './classes';
import type { ImageFormat } from './format';
import type { ImageSource } from './source';

/** The types that IDX, the format of MNIST, may hold; people keep images as bytes. */
const types: Readonly<Record<number, string>> = {
  8: 'bytes',
  9: 'signed bytes',
  11: '16-bit integers',
  12: '32-bit integers',
  13: '32-bit floats',
  14: '64-bit floats',
};

/** IDX: 0, 0, the type, the number of axes, their lengths, the values. */
const isIdx = ({ name, bytes }: DroppedFile): boolean =>
  bytes[0] === 0 &&
  bytes[1] === 0 &&
  bytes[3]! >= 1 &&
  bytes[3]! <= 4 &&
  (bytes[2] === 8 || (types[bytes[2]!] !== undefined && /idx\d|ubyte/.test(name)));

export const idx: ImageFormat = { match: (files) => files.filter(isIdx), read };

/** @throws InputError naming the file whose contents, length or partner does not fit */
function read(files: readonly DroppedFile[]): ImageSource {
  const arrays = files.map(readIdx);
  const isTest = ({ name }: Idx) => /t10k|test|val/i.test(baseName(name));
  const train = partOf(arrays.filter((array) => !isTest(array)));
  const test = partOf(arrays.filter(isTest));
  const only = train ?? test;
  if (!only) throw new InputError('idx.labels').within(arrays[0]!.name);
  if (train && test && train.shape.join() !== test.shape.join())
    throw new InputError('idx.sizes', {
      train: train.name,
      trainSize: train.shape.join(' x '),
      test: test.name,
      testSize: test.shape.join(' x '),
    });
  const { names, labels } = classesOf(train && test ? [train.labels, test.labels] : [only.labels]);
  return arraySource({
    name: `IDX, ${baseName(only.name)}`,
    classes: names,
    shape: only.shape,
    train: { images: only.images, labels: labels[0]! },
    test: train && test && { images: test.images, labels: labels[1]! },
  });
}

interface Idx {
  readonly name: string;
  readonly lengths: readonly number[];
  readonly values: Uint8Array;
}

function readIdx({ name, bytes }: DroppedFile): Idx {
  const [type, axes] = [bytes[2]!, bytes[3]!];
  if (type !== 8) throw new InputError('idx.type', { type: types[type]! }).within(name);
  const start = 4 + 4 * axes;
  if (bytes.length < start) throw new InputError('idx.cut-short').within(name);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lengths = Array.from({ length: axes }, (_, axis) => view.getUint32(4 + 4 * axis));
  const values = bytes.subarray(start);
  const promised = lengths.reduce((product, length) => product * length, 1);
  if (values.length !== promised)
    throw new InputError('idx.length', { bytes: values.length, shape: lengths.join(), promised }).within(name);
  return { name, lengths, values };
}

interface IdxPart {
  readonly name: string;
  readonly shape: ImageShape;
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

function partOf(arrays: readonly Idx[]): IdxPart | undefined {
  const images = onlyOne(arrays.filter(({ lengths }) => lengths.length > 1));
  const labels = onlyOne(arrays.filter(({ lengths }) => lengths.length === 1));
  if (!images) return undefined;
  const { name, lengths } = images;
  const [count = 0, height = 0, width = 0, channels = 1] = lengths;
  if (lengths.length < 3 || ![1, 3].includes(channels))
    throw new InputError('idx.shape', { shape: lengths.join() }).within(name);
  checkImages(name, count, [height, width, channels]);
  if (!labels) throw new InputError('idx.images').within(name);
  if (labels.values.length !== count)
    throw new InputError('idx.pair', { labels: labels.values.length, images: count, file: name }).within(labels.name);
  return { name, shape: [height, width, channels], images: images.values, labels: labels.values };
}

function onlyOne(arrays: readonly Idx[]): Idx | undefined {
  if (arrays.length > 1) throw new InputError('idx.same-part', { files: arrays.map(({ name }) => name).join(' and ') });
  return arrays[0];
}
