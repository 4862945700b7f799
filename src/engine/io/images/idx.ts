import type { ImagePart } from '../../data/dataset';
import { baseName, type DroppedFile } from '../opened';
import { arraySource, numberedClasses } from './arrays';
import type { ImageSource } from './source';

/** IDX, the format of MNIST: 0, 0, type 8 (bytes), the number of axes, their lengths, the bytes. */
const axesOf = ({ bytes }: DroppedFile): number | undefined =>
  bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 8 && [1, 3, 4].includes(bytes[3] ?? 0) ? bytes[3] : undefined;

export const isIdx = (file: DroppedFile): boolean => axesOf(file) !== undefined;

/** @throws naming the file whose length or partner does not fit */
export function idxSource(files: readonly DroppedFile[]): ImageSource {
  const arrays = files.filter(isIdx).map(readIdx);
  const isTest = ({ name }: Idx) => /t10k|test/.test(baseName(name));
  const train = part(arrays.filter((array) => !isTest(array)));
  const test = part(arrays.filter(isTest));
  const only = train ?? test;
  if (!only) throw new Error('IDX labels without images; drop the image file too');
  return arraySource({
    name: `IDX, ${only.name}`,
    classes: numberedClasses(train?.labels, test?.labels),
    shape: only.shape,
    train: only,
    ...(train && test ? { test } : {}),
  });
}

interface Idx {
  readonly name: string;
  readonly lengths: readonly number[];
  readonly values: Uint8Array;
}

function readIdx(file: DroppedFile): Idx {
  const { name, bytes } = file;
  const axes = axesOf(file)!;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lengths = Array.from({ length: axes }, (_, axis) => view.getUint32(4 + 4 * axis));
  const values = bytes.subarray(4 + 4 * axes);
  const promised = lengths.reduce((product, length) => product * length, 1);
  if (values.length !== promised)
    throw new Error(`${name}: ${values.length} bytes of values, but its head promises ${promised}; it was cut short`);
  return { name, lengths, values };
}

function part(arrays: readonly Idx[]): (ImagePart & { name: string; shape: [number, number, number] }) | undefined {
  const images = arrays.find(({ lengths }) => lengths.length > 1);
  const labels = arrays.find(({ lengths }) => lengths.length === 1);
  if (!images) return undefined;
  const [count = 0, height = 0, width = 0, channels = 1] = images.lengths;
  if (!labels) throw new Error(`${images.name}: images without labels; drop the label file too`);
  if (labels.values.length !== count)
    throw new Error(`${labels.name}: ${labels.values.length} labels for ${count} images of ${images.name}`);
  return {
    name: baseName(images.name),
    shape: [height, width, channels],
    images: images.values,
    labels: Uint16Array.from(labels.values),
  };
}
