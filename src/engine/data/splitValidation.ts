import { leastToSplit } from '../limits';
import type { Random } from '../random';
import { type Dataset, type ImagePart, takeImages } from './dataset';

export interface Split {
  /** Its training part has lost the validation images; they share their bytes. */
  readonly dataset: Dataset;
  readonly validation: ImagePart;
}

/** One training image of so many is for validation. */
const oneOf = 10;
/** An accuracy of 85% on as many is known to within 2.2 points (95%): more would take time and training images. */
const mostImages = 1000;

/**
 * Splits a validation part off the training images: a tenth of every class, 1,000 images at most. A class of one image
 * keeps it. Below 100 training images nothing is split off: all of them serve for validation too, and what is decided on
 * them is decided with hope.
 *
 * @param random the same draws split the same images off
 */
export function splitValidation(dataset: Dataset, random: Random): Split {
  const { train } = dataset;
  const total = train.labels.length;
  if (total < leastToSplit) return { dataset, validation: train };
  const candidates = classByClass(train, random);
  const count = Math.min(mostImages, Math.round(candidates.length / oneOf));
  const validation = Array.from(
    { length: count },
    (_, place) => candidates[Math.floor(((place + 0.5) * candidates.length) / count)]!,
  );
  const isHeldBack = new Set(validation);
  const rest = [...train.labels.keys()].filter((index) => !isHeldBack.has(index));
  return { dataset: { ...dataset, train: takeImages(train, rest) }, validation: takeImages(train, validation) };
}

/** Indices of the images of all classes that have more than one, shuffled within each: evenly spaced ones are balanced. */
function classByClass({ labels }: ImagePart, random: Random): number[] {
  const classes = new Map<number, number[]>();
  for (const index of random.permutation(labels.length)) {
    const label = labels[index]!;
    const images = classes.get(label);
    if (images) images.push(index);
    else classes.set(label, [index]);
  }
  return [...classes.values()].filter(({ length }) => length > 1).flat();
}
