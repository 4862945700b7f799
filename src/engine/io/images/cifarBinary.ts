import { cifar10Classes } from '../../data/cifar10';
import type { ImagePart } from '../../data/dataset';
import { baseName, type DroppedFile } from '../opened';
import { arraySource, numberedClasses } from './arrays';
import type { ImageSource } from './source';

const plane = 32 * 32;
const pixels = 3 * plane;

/** Bytes of labels before an image's pixels: CIFAR-100 has a coarse one and the fine one. */
type LabelBytes = 1 | 2;

/** CIFAR's binary version keeps records of labels and of the red, green and blue plane of 32 x 32 pixels. */
const labelBytes = ({ name, bytes }: DroppedFile): LabelBytes | undefined => {
  if (!name.endsWith('.bin') || bytes.length === 0) return undefined;
  const fits = (count: LabelBytes) => bytes.length % (pixels + count) === 0;
  if (fits(1) && bytes[0]! < 10) return 1;
  return fits(2) && bytes[0]! < 20 && bytes[1]! < 100 ? 2 : undefined;
};

export const isCifarBinary = (file: DroppedFile): boolean => labelBytes(file) !== undefined;

export function cifarSource(files: readonly DroppedFile[]): ImageSource {
  const batches = files.filter(isCifarBinary);
  const kinds = new Set(batches.map(labelBytes));
  if (kinds.size > 1) throw new Error('CIFAR-10 and CIFAR-100 batches together; drop one of the two');
  const [before = 1] = [...kinds].filter((kind) => kind !== undefined);
  const isTest = ({ name }: DroppedFile) => /test/.test(baseName(name));
  const train = readBatches(
    batches.filter((file) => !isTest(file)),
    before,
  );
  const test = readBatches(batches.filter(isTest), before);
  return arraySource({
    name: before === 1 ? 'CIFAR-10, binary batches' : 'CIFAR-100, binary batches',
    classes: before === 1 ? cifar10Classes : numberedClasses(train.labels, test.labels),
    shape: [32, 32, 3],
    ...(train.labels.length === 0 ? { train: test } : { train, ...(test.labels.length > 0 ? { test } : {}) }),
  });
}

function readBatches(files: readonly DroppedFile[], before: LabelBytes): ImagePart {
  const record = pixels + before;
  const counts = files.map(({ bytes }) => bytes.length / record);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const images = new Uint8Array(total * pixels);
  const labels = new Uint16Array(total);
  let image = 0;
  for (const { bytes } of files)
    for (let start = 0; start < bytes.length; start += record, image++) {
      labels[image] = bytes[start + before - 1]!;
      for (let channel = 0; channel < 3; channel++)
        for (let pixel = 0; pixel < plane; pixel++)
          images[image * pixels + 3 * pixel + channel] = bytes[start + before + channel * plane + pixel]!;
    }
  return { images, labels };
}
