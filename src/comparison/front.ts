/**
 * The Pareto front: the points than which no other is both at most as large and at least as accurate, from small to large.
 *
 * @param sizeOf of a point, in any unit
 * @param accuracyOf of a point
 */
export function paretoFront<Point>(
  points: readonly Point[],
  sizeOf: (point: Point) => number,
  accuracyOf: (point: Point) => number,
): Point[] {
  const bySize = points.toSorted((a, b) => sizeOf(a) - sizeOf(b) || accuracyOf(b) - accuracyOf(a));
  const front: Point[] = [];
  for (const point of bySize) {
    const best = front.at(-1);
    if (best === undefined || accuracyOf(point) > accuracyOf(best)) front.push(point);
  }
  return front;
}
