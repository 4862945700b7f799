/** Images of one part of a data set: bytes [count, height, width, channels] and a class index each. */
export interface ImagePart {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

export interface Dataset {
  readonly name: string;
  readonly classes: readonly string[];
  /** [height, width, channels] */
  readonly shape: readonly [number, number, number];
  /** Per-channel mean and standard deviation of the training images, in units of pixel / 255. */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
  readonly train: ImagePart;
  readonly test: ImagePart;
}

export const imageSize = ({ shape }: Pick<Dataset, 'shape'>): number => shape[0] * shape[1] * shape[2];
