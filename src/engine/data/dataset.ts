import type { Scaling } from '../network/scaling';
import { Random } from '../random';

/** Images of one part of a data set: bytes [count, height, width, channels] and a class index each. */
export interface ImagePart {
  readonly images: Uint8Array;
  readonly labels: Uint16Array;
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

/** Images chosen from a part. */
export function takeImages({ images, labels }: ImagePart, indices: readonly number[]): ImagePart {
  const size = images.length / labels.length;
  const chosen = new Uint8Array(indices.length * size);
  for (const [place, index] of indices.entries())
    chosen.set(images.subarray(index * size, (index + 1) * size), place * size);
  return { images: chosen, labels: Uint16Array.from(indices, (index) => labels[index]!) };
}

/** At most `count` indices below `length`, drawn at random but always the same: data sets come in all orders. */
export const drawnIndices = (length: number, count: number): number[] =>
  Array.from(new Random(1).permutation(length).subarray(0, count));

/** At most `count` images of a part, drawn at random. */
export const someImages = (part: ImagePart, count: number): ImagePart =>
  count >= part.labels.length ? part : takeImages(part, drawnIndices(part.labels.length, count));
