import { type ImagePart, type ImageShape, takeImages } from '../../data/dataset';
import { Random } from '../../random';

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
  /** Files that are no images after all. */
  readonly skipped: readonly string[];
}

const luminance = [0.299, 0.587, 0.114] as const;

/** Grey images as three equal channels, or coloured ones as their luminance. */
export function withChannels(
  { images, labels }: ImagePart,
  [height, width, channels]: ImageShape,
  wanted: number,
): ImagePart {
  if (channels === wanted) return { images, labels };
  const pixels = labels.length * height * width;
  const result = new Uint8Array(pixels * wanted);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const at = pixel * channels;
    const grey =
      channels === 1
        ? images[at]!
        : Math.round(luminance.reduce((sum, share, channel) => sum + share * images[at + channel]!, 0));
    result.fill(grey, pixel * wanted, (pixel + 1) * wanted);
  }
  return { images: result, labels };
}

const heldOut = 0.2;

/** Holds a fifth of every class back for testing, at random but always the same. */
export function splitPart(part: ImagePart): { train: ImagePart; test: ImagePart } {
  const byClass = new Map<number, number[]>();
  for (const index of new Random(1).permutation(part.labels.length)) {
    const label = part.labels[index]!;
    byClass.set(label, [...(byClass.get(label) ?? []), index]);
  }
  const [train, test]: [number[], number[]] = [[], []];
  for (const indices of byClass.values()) {
    const count = indices.length > 1 ? Math.max(1, Math.round(heldOut * indices.length)) : 0;
    test.push(...indices.slice(0, count));
    train.push(...indices.slice(count));
  }
  if (test.length === 0) test.push(...train);
  return { train: takeImages(part, train), test: takeImages(part, test) };
}
