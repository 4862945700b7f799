import type { ImagePart, ImageShape } from '../../data/dataset';
import { type ImageSource, splitPart, withChannels } from './source';

/** Images that lie in files as plain bytes. */
export interface ImageArrays {
  readonly name: string;
  readonly classes: readonly string[];
  readonly shape: ImageShape;
  readonly train: ImagePart;
  /** A fifth of `train` is held back if absent. */
  readonly test?: ImagePart;
}

export function arraySource({ name, classes, shape, train, test }: ImageArrays): ImageSource {
  return {
    name,
    classes,
    load: async ([, , channels]) => {
      const parts = test ? { train, test } : splitPart(train);
      return {
        shape: [shape[0], shape[1], channels],
        train: withChannels(parts.train, shape, channels),
        test: withChannels(parts.test, shape, channels),
        skipped: [],
      };
    },
  };
}

/** The names of classes that have none: "0", "1", ... up to the largest label. */
export function numberedClasses(...labels: ReadonlyArray<Uint16Array | undefined>): string[] {
  const largest = labels.reduce((most, list) => (list ?? new Uint16Array()).reduce((a, b) => Math.max(a, b), most), 0);
  return Array.from({ length: largest + 1 }, (_, label) => String(label));
}
