import type { Point } from './points';
import { type SizeMeasure, sizeOf } from './size';

/** The smallest whose mean error gap is at most so many points, if there is one; of those that have such a size. */
export function smallestWithin<Compared extends Point>(
  points: readonly Compared[],
  most: number,
  measure: SizeMeasure,
): Compared | undefined {
  const within = points.filter((point) => point.summary.gap.mean <= most && Number.isFinite(sizeOf(point, measure)));
  return within.toSorted((a, b) => sizeOf(a, measure) - sizeOf(b, measure))[0];
}
