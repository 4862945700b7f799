import type { ImagePart } from '../../data/dataset';
import { limits } from '../../limits';
import { Random } from '../../random';

/** Which images serve for what: indices of the images for training, and of those for testing. */
export interface Plan {
  readonly train: readonly number[];
  /** Of the images that are set apart for testing; of the training images where none are. The same list if all are. */
  readonly test: readonly number[];
  readonly notes: readonly string[];
}

/** An index of its class for every image. */
type Labels = ArrayLike<number>;

/**
 * Chooses images for training and testing, no more than memory holds.
 *
 * @param test labels of images that are set apart for testing; a fifth of `train` is held back if absent
 * @param imageBytes bytes that an image takes, decoded
 */
export function planParts(train: Labels, test: Labels | undefined, imageBytes: number): Plan {
  const total = train.length + (test?.length ?? 0);
  const most = Math.floor(limits.pixels / imageBytes);
  const share = most / total;
  const some = (labels: Labels) =>
    share < 1
      ? balancedIndices(labels, Math.max(1, Math.floor(share * labels.length)))
      : [...Array(labels.length).keys()];
  const plan = test ? { train: some(train), test: some(test) } : heldBack(train, some(train));
  if (share >= 1) return { ...plan, notes: [] };
  const used = plan.train.length + (plan.test === plan.train ? 0 : plan.test.length);
  const memory = `${total} images would take ${gigabytes(total * imageBytes)} of memory, decoded`;
  return { ...plan, notes: [`${memory}: ${used} of them are used, the classes in equal shares`] };
}

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

const heldOut = 0.2;

/** Holds a fifth of every class back for testing, at random but always the same; of a class's only image nothing. */
function heldBack(labels: Labels, indices: readonly number[]): { train: number[]; test: number[] } {
  const byClass = new Map<number, number[]>();
  for (const place of new Random(1).permutation(indices.length)) {
    const index = indices[place]!;
    const label = labels[index]!;
    const list = byClass.get(label);
    if (list) list.push(index);
    else byClass.set(label, [index]);
  }
  const [train, test]: [number[][], number[][]] = [[], []];
  for (const list of byClass.values()) {
    const count = list.length > 1 ? Math.max(1, Math.round(heldOut * list.length)) : 0;
    test.push(list.slice(0, count));
    train.push(list.slice(count));
  }
  const parts = { train: train.flat(), test: test.flat() };
  return parts.test.length > 0 ? parts : { train: parts.train, test: parts.train };
}

/** At most `count` images, drawn at random but always the same, with the classes in equal shares as far as they go. */
export function balancedIndices(labels: Labels, count: number): number[] {
  const seen = new Map<number, number>();
  const ranked = Array.from(new Random(1).permutation(labels.length), (index) => {
    const rank = seen.get(labels[index]!) ?? 0;
    seen.set(labels[index]!, rank + 1);
    return { index, rank };
  });
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, count)
    .map(({ index }) => index);
}

/** Test images from which an accuracy moves in steps of no more than 5 points. */
const enoughForTesting = 20;

const few = (names: readonly string[]): string =>
  names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');

/** What makes the figures on these images mean less than they seem to. */
export function warningsOf(train: ImagePart, test: ImagePart, classes: readonly string[]): string[] {
  const count = test.labels.length;
  if (test === train)
    return count === 1
      ? ['there is only 1 image, which serves for training and testing alike: its accuracy says nothing of others']
      : [`no class has a second image: all ${count} images serve for training and testing alike`];
  const without = ({ labels }: ImagePart) => {
    const found = new Set(labels);
    return classes.filter((_, label) => !found.has(label));
  };
  const [untested, untrained] = [without(test), without(train)];
  const images = count === 1 ? '1 image is' : `${count} images are`;
  return [
    ...(count < enoughForTesting
      ? [`only ${images} for testing: accuracy moves in steps of ${Math.round(100 / count)} points`]
      : []),
    ...(untested.length > 0 ? [`no image for testing: ${few(untested)}`] : []),
    ...(untrained.length > 0 ? [`no image for training: ${few(untrained)}`] : []),
  ];
}
