import type { ImageNote } from '../../../words/images';
import type { ImagePart, ImageShape } from '../../data/dataset';
import { InputError } from '../../errors';
import { limits } from '../../limits';
import { planParts, warningsOf } from './plan';
import { copyImage, type ImageSource } from './source';

/** Images that lie in files as plain bytes. */
export interface ImageArrays {
  readonly name: string;
  readonly classes: readonly string[];
  readonly shape: ImageShape;
  readonly train: ImagePart;
  /** A fifth of `train` is held back if absent. */
  readonly test?: ImagePart | undefined;
  readonly notes?: readonly ImageNote[];
}

export function arraySource({ name, classes, shape, train, test, notes = [] }: ImageArrays): ImageSource {
  return {
    name,
    classes,
    load: async ([, , channels]) => {
      const [height, width] = shape;
      const plan = planParts(train.labels, test?.labels, height * width * channels);
      const trained = chosen(train, plan.train, shape, channels);
      const tested = plan.test === plan.train ? trained : chosen(test ?? train, plan.test, shape, channels);
      return {
        shape: [height, width, channels],
        train: trained,
        test: tested,
        isHeldBack: test === undefined && tested !== trained,
        skipped: [],
        notes: [...notes, ...plan.notes, ...warningsOf(trained, tested, classes)],
      };
    },
  };
}

/** Some of a part's images, with the channels that are wanted. */
function chosen(part: ImagePart, indices: readonly number[], shape: ImageShape, wanted: number): ImagePart {
  const [height, width, channels] = shape;
  if (channels === wanted && indices.length === part.labels.length && indices.every((index, at) => index === at))
    return part;
  const [size, wantedSize] = [height * width * channels, height * width * wanted];
  const images = new Uint8Array(indices.length * wantedSize);
  for (const [place, index] of indices.entries()) {
    const image = part.images.subarray(index * size, (index + 1) * size);
    copyImage(image, channels, images.subarray(place * wantedSize, (place + 1) * wantedSize), wanted);
  }
  return { images, labels: Uint16Array.from(indices, (index) => part.labels[index]!) };
}

/** Checks that there are images, not too many, with pixels, no more than any network reads. @throws InputError */
export function checkImages(what: string, count: number, [height, width, channels]: ImageShape): void {
  if (count === 0) throw new InputError('images.none', { file: what });
  if (count > limits.images) throw new InputError('images.count', { file: what, count, most: limits.images });
  const pixels = height * width * channels;
  if (pixels === 0 || pixels > limits.entries) throw new InputError('images.size', { file: what, height, width });
}
