import type { RightImages } from './evaluate';
import { z } from './wilson';

/** How much more often one network errs than another on the same images; shares of the images, negative if it errs less. */
export interface ErrorGap {
  readonly gap: number;
  /** 95% interval. */
  readonly low: number;
  readonly high: number;
  /** Images that only the baseline classifies rightly. */
  readonly baselineOnly: number;
  /** Images that only the other network does. */
  readonly prunedOnly: number;
}

/**
 * The error gap of two networks measured on the same n images, and its paired 95% interval. Of b images only the baseline is
 * right and of c only the other: the gap is (b - c) / n. The interval is the adjusted Wald one (Bonett and Price 2012, Journal
 * of Educational and Behavioral Statistics 37, 479-488): that of n + 2 images, of which one more is lost and one more won. So
 * with p = (b + 1) / (n + 2) and q = (c + 1) / (n + 2) it is p - q +- z sqrt((p + q - (p - q)^2) / (n + 2)), which says something
 * too where the networks differ nowhere, or on every image in the same way. It holds the gap, but not in its middle.
 *
 * @param baseline one image or more
 * @param other of the same images in the same order
 */
export function errorGap(baseline: RightImages, other: RightImages): ErrorGap {
  const count = baseline.length;
  const baselineOnly = baseline.filter((isRight, image) => isRight && !other[image]).length;
  const prunedOnly = other.filter((isRight, image) => isRight && !baseline[image]).length;
  const [lost, won] = [(baselineOnly + 1) / (count + 2), (prunedOnly + 1) / (count + 2)];
  const middle = lost - won;
  const half = z * Math.sqrt((lost + won - middle ** 2) / (count + 2));
  return {
    gap: (baselineOnly - prunedOnly) / count,
    ...{ low: Math.max(-1, middle - half), high: Math.min(1, middle + half), baselineOnly, prunedOnly },
  };
}
