import type { Point, SizeMeasure } from './chart';

/** The smallest whose mean error gap is at most so many points, if there is one. */
export function smallestWithin<Compared extends Point>(
  points: readonly Compared[],
  most: number,
  measure: SizeMeasure,
): Compared | undefined {
  const within = points.filter(({ summary }) => summary.gap.mean <= most);
  return within.toSorted((a, b) => a.summary[measure].mean - b.summary[measure].mean)[0];
}
