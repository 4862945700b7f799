import type { RightImages } from './evaluate';
import { wilsonInterval, z } from './wilson';

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
 * The error gap of two networks measured on the same n images, and its paired 95% interval (McNemar 1947; Agresti,
 * Categorical Data Analysis, 3rd edition, section 11.1.1): of b images only the baseline right and of c only the other,
 * the gap is (b - c) / n and its standard error sqrt(b + c - (b - c)^2 / n) / n. Where the networks differ nowhere that
 * says nothing: the interval is then Wilson's of a share of 0, to both sides.
 *
 * @param baseline one image or more
 * @param other of the same images in the same order
 */
export function errorGap(baseline: RightImages, other: RightImages): ErrorGap {
  const count = baseline.length;
  const baselineOnly = baseline.filter((isRight, image) => isRight && !other[image]).length;
  const prunedOnly = other.filter((isRight, image) => isRight && !baseline[image]).length;
  const difference = baselineOnly - prunedOnly;
  const differing = baselineOnly + prunedOnly;
  const gap = difference / count;
  const error = Math.sqrt(differing - difference ** 2 / count) / count;
  const half = differing === 0 ? wilsonInterval(0, count)[1] : z * error;
  return { gap, low: Math.max(-1, gap - half), high: Math.min(1, gap + half), baselineOnly, prunedOnly };
}
