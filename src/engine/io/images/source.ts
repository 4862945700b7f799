import type { ImageNote } from '../../../words/images';
import type { ImagePart, ImageShape } from '../../data/dataset';

/** Pixels of an image file, scaled to a size: RGB bytes [height, width, 3]. Rejects what is no image. */
export type DecodeImage = (file: Uint8Array, height: number, width: number) => Promise<Uint8Array>;

/** Images as they lie in files, read when the network that wants them is known. */
export interface ImageSource {
  readonly name: string;
  /** The files' own class names; absent if nothing tells classes apart. */
  readonly classes?: readonly string[];
  /** @param shape what the network reads; the result may be of another size, with as many channels */
  load(shape: ImageShape): Promise<LoadedImages>;
}

export interface LoadedImages {
  readonly shape: ImageShape;
  /** Labels are indices of the source's classes; zero where there are none. */
  readonly train: ImagePart;
  readonly test: ImagePart;
  /** The test images are a fifth of those that came for training. */
  readonly isHeldBack?: boolean;
  /** Files that are no images after all. */
  readonly skipped: readonly string[];
  /** What else someone should know of how these images were taken. */
  readonly notes: readonly ImageNote[];
}

const luminance = [0.299, 0.587, 0.114] as const;

/** Copies an image, [pixels, channels], into one of other channels: grey as three equal ones, colours as luminance. */
export function copyImage(from: Uint8Array, channels: number, into: Uint8Array, wanted: number): void {
  if (channels === wanted) {
    into.set(from);
    return;
  }
  for (let pixel = 0; pixel < from.length / channels; pixel++) {
    const at = pixel * channels;
    const grey =
      channels === 1
        ? from[at]!
        : Math.round(luminance[0] * from[at]! + luminance[1] * from[at + 1]! + luminance[2] * from[at + 2]!);
    for (let place = pixel * wanted; place < (pixel + 1) * wanted; place++) into[place] = grey;
  }
}
