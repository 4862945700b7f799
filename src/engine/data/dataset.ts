import type { Scaling } from './scaling';

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
}

export type ImageShape = readonly [height: number, width: number, channels: number];

export const imageSize = ({ shape }: Pick<Dataset, 'shape'>): number => shape[0] * shape[1] * shape[2];

/** The first images of a part. */
export function firstImages({ images, labels }: ImagePart, count: number): ImagePart {
  const size = images.length / labels.length;
  return { images: images.subarray(0, count * size), labels: labels.subarray(0, count) };
}
