import type { ImageNote } from '../../../words/images';
import type { ImagePart } from '../../data/dataset';
import { limits } from '../../limits';
import { Random } from '../../random';

/** Which images serve for what: indices of the images for training, and of those for testing. */
export interface Plan {
  readonly train: readonly number[];
  /** Of the images that are set apart for testing; of the training images where none are. The same list if all are. */
  readonly test: readonly number[];
  readonly notes: readonly ImageNote[];
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
  const gigabytes = ((total * imageBytes) / 1e9).toFixed(1);
  return { ...plan, notes: [{ code: 'much-memory', count: total, gigabytes, used }] };
}

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

/** What makes the figures on these images mean less than they seem to. */
export function warningsOf(train: ImagePart, test: ImagePart, classes: readonly string[]): ImageNote[] {
  const count = test.labels.length;
  if (test === train) return [count === 1 ? { code: 'one-image' } : { code: 'one-part', count }];
  const without = ({ labels }: ImagePart) => {
    const found = new Set(labels);
    return classes.filter((_, label) => !found.has(label));
  };
  return [
    ...fewTests(count),
    ...missing(['untested', 'untested-many'], without(test)),
    ...missing(['untrained', 'untrained-many'], without(train)),
  ];
}

function fewTests(count: number): ImageNote[] {
  if (count >= enoughForTesting) return [];
  return [count === 1 ? { code: 'one-test' } : { code: 'few-tests', count, points: Math.round(100 / count) }];
}

/** Classes that are named; of more, how many. */
const named = 5;

function missing(
  [some, many]: readonly ['untested', 'untested-many'] | readonly ['untrained', 'untrained-many'],
  names: readonly string[],
): ImageNote[] {
  if (names.length === 0) return [];
  const classes = names.slice(0, named).join(', ');
  const more = names.length - named;
  return [more > 0 ? { code: many, classes, more } : { code: some, classes }];
}
