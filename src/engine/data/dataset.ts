import type { Scaling } from '../network/scaling';
import { Random } from '../random';

/** Images of one part of a data set: bytes [count, height, width, channels] and a class index each. */
export interface ImagePart {
  readonly images: Uint8Array;
  readonly labels: Uint16Array;
  /** Where the image of each label stands among `images`, which other parts may share; in order if absent. */
  readonly places?: Uint32Array;
}

/** Labelled images, of one size. */
export interface Dataset {
  readonly name: string;
  /** In the order of the network's outputs. */
  readonly classes: readonly string[];
  /** [height, width, channels] of the images as they are stored. */
  readonly shape: ImageShape;
  /** [height, width] that batches are resized to; as stored if absent. */
  readonly resizeTo?: readonly [number, number];
  /** How the network wants the bytes. */
  readonly scaling: Scaling;
  readonly train: ImagePart;
  readonly test: ImagePart;
  /** The labels are what the network itself predicted. */
  readonly isPredicted?: boolean;
}

export type ImageShape = readonly [height: number, width: number, channels: number];

export const imageSize = ({ shape }: Pick<Dataset, 'shape'>): number => shape[0] * shape[1] * shape[2];

/** The bytes of one image of a part, [height, width, channels]; they stay the part's. */
export function imageOf(dataset: Pick<Dataset, 'shape'>, { images, places }: ImagePart, index: number): Uint8Array {
  const size = imageSize(dataset);
  const place = places?.[index] ?? index;
  return images.subarray(place * size, (place + 1) * size);
}

/** Images chosen from a part, whose bytes they share. */
export const takeImages = ({ images, labels, places }: ImagePart, indices: readonly number[]): ImagePart => ({
  images,
  labels: Uint16Array.from(indices, (index) => labels[index]!),
  places: Uint32Array.from(indices, (index) => places?.[index] ?? index),
});

/** The images of some classes, which become its classes in their order. */
export function ofClasses(dataset: Dataset, classes: readonly number[]): Dataset {
  const numbers = new Map(classes.map((label, number) => [label, number]));
  const partOf = (part: ImagePart): ImagePart => {
    const taken = takeImages(
      part,
      [...part.labels.keys()].filter((index) => numbers.has(part.labels[index]!)),
    );
    return { ...taken, labels: taken.labels.map((label) => numbers.get(label)!) };
  };
  return {
    ...dataset,
    classes: classes.map((label) => dataset.classes[label]!),
    train: partOf(dataset.train),
    test: partOf(dataset.test),
  };
}

/** At most `count` indices below `length`, drawn at random but always the same: data sets come in all orders. */
export const drawnIndices = (length: number, count: number): number[] =>
  Array.from(new Random(1).permutation(length).subarray(0, count));

/** At most `count` images of a part, drawn at random. */
export const someImages = (part: ImagePart, count: number): ImagePart =>
  count >= part.labels.length ? part : takeImages(part, drawnIndices(part.labels.length, count));
