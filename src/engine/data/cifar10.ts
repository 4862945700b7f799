import { decode } from 'fast-png';
import type { DatasetId } from '../../words/names';
import type { Scaling } from '../network/scaling';
import type { Dataset, ImagePart } from './dataset';

/** CIFAR-10 (Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009). */
export const cifar10Classes = [
  'airplane',
  'automobile',
  'bird',
  'cat',
  'deer',
  'dog',
  'frog',
  'horse',
  'ship',
  'truck',
] as const;

/** The training images' mean and deviation, which the bundled networks were trained with. */
export const cifar10Scaling: Scaling = {
  kind: 'standard',
  mean: [0.4914, 0.4822, 0.4465],
  deviation: [0.247, 0.2435, 0.2616],
};

const shape = [32, 32, 3] as const;
const bytesPerImage = 32 * 32 * 3;

export interface Cifar10Files {
  /** PNG sprites, 1024 pixels wide, one 32x32 image a row, and their labels as one JSON array. */
  train: { sprites: Uint8Array[]; labels: number[] };
  test: { sprites: Uint8Array[]; labels: number[] };
}

export function cifar10(name: DatasetId, files: Cifar10Files): Dataset {
  return {
    name,
    classes: cifar10Classes,
    shape,
    scaling: cifar10Scaling,
    train: readPart(files.train, 'train'),
    test: readPart(files.test, 'test'),
  };
}

function readPart({ sprites, labels }: Cifar10Files['train'], part: string): ImagePart {
  const images = new Uint8Array(labels.length * bytesPerImage);
  let offset = 0;
  for (const sprite of sprites) {
    const { data, width, channels, depth } = decode(sprite);
    if (width !== 1024 || channels !== 3 || depth !== 8)
      throw new Error(
        `CIFAR-10 ${part} sprite: expected 1024 RGB pixels a row, found ${width} of ${channels} channels`,
      );
    if (offset + data.length > images.length)
      throw new Error(`CIFAR-10 ${part}: more images than the ${labels.length} labels`);
    images.set(data, offset);
    offset += data.length;
  }
  if (offset !== images.length)
    throw new Error(`CIFAR-10 ${part}: ${offset / bytesPerImage} images but ${labels.length} labels`);
  return { images, labels: Uint16Array.from(labels) };
}
