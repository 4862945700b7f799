import { type ErrorGap, errorGap } from '../train/errorGap';
import { exactMcNemar } from '../train/mcnemar';
import { type Compared, rightAmong } from './answers';

/** What pruning has done to one class: the error gap on its images, and its paired 95% interval. */
export interface ClassChange extends ErrorGap {
  /** Its index. */
  readonly label: number;
  /** Images of the class. */
  readonly images: number;
  /** Shares of them that each network classifies rightly. */
  readonly baseline: number;
  readonly pruned: number;
}

/** The class that has lost most, and how likely chance alone is to make one of the classes look so. */
export interface WorstClass {
  readonly change: ClassChange;
  /** McNemar's exact p-value times the number of classes looked at (Bonferroni), at most 1. */
  readonly chance: number;
}

/** What pruning has done to every class that has images, those that have lost most first. */
export function classChanges({ labels, baseline, pruned }: Compared): ClassChange[] {
  const imagesOf = new Map<number, number[]>();
  labels.forEach((label, image) => {
    const images = imagesOf.get(label);
    if (images) images.push(image);
    else imagesOf.set(label, [image]);
  });
  return [...imagesOf]
    .map(([label, images]) => changeOf(label, rightAmong(images, labels, baseline), rightAmong(images, labels, pruned)))
    .sort((a, b) => b.gap - a.gap || a.label - b.label);
}

function changeOf(label: number, baseline: Uint8Array, pruned: Uint8Array): ClassChange {
  const gap = errorGap(baseline, pruned);
  return { label, images: baseline.length, baseline: share(baseline), pruned: share(pruned), ...gap };
}

const share = (right: Uint8Array): number => right.reduce((sum, isRight) => sum + isRight, 0) / right.length;

/** The first of `classChanges`, if it has lost anything. */
export function worstClass(changes: readonly ClassChange[]): WorstClass | undefined {
  const [change] = changes;
  if (!change || change.gap <= 0) return undefined;
  const chance = Math.min(1, changes.length * exactMcNemar(change.baselineOnly, change.prunedOnly));
  return { change, chance };
}
