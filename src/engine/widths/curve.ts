/** What a group's channels are worth: the network's loss with only some of them, that of all being zero. */
export interface LossCurve {
  /** Of the group. */
  readonly id: string;
  readonly channels: number;
  /** Numbers of channels kept, ascending, below `channels`. */
  readonly kept: readonly number[];
  /** The loss at each, in nats. */
  readonly loss: readonly number[];
}

interface Point {
  readonly kept: number;
  readonly loss: number;
}

/**
 * A curve from its fewest channels to all: the lower convex hull of what was measured, straight in between. Measured
 * losses are noisy, and a hull never promises that what costs a lot now comes cheaper later.
 *
 * @returns the loss with some channels; @throws below the fewest that were measured
 */
export function lossAt(curve: LossCurve): (kept: number) => number {
  const hull = lowerHull([
    ...curve.kept.map((kept, index) => ({ kept, loss: Math.max(0, curve.loss[index] ?? 0) })),
    { kept: curve.channels, loss: 0 },
  ]);
  return (kept) => {
    const above = hull.findIndex((point) => point.kept >= kept);
    const [left, right] = [hull[Math.max(0, above - 1)], hull[above]];
    if (!left || !right || kept < left.kept) throw new Error(`no loss of "${curve.id}" with ${kept} channels`);
    if (left === right) return right.loss;
    return left.loss + ((right.loss - left.loss) * (kept - left.kept)) / (right.kept - left.kept);
  };
}

/** @param points ascending by `kept` */
function lowerHull(points: readonly Point[]): Point[] {
  const hull: Point[] = [];
  for (const point of points) {
    while (hull.length > 1 && slope(hull.at(-2), point) <= slope(hull.at(-2), hull.at(-1))) hull.pop();
    hull.push(point);
  }
  return hull;
}

function slope(from: Point | undefined, to: Point | undefined): number {
  if (!from || !to) return Number.NaN;
  return (to.loss - from.loss) / (to.kept - from.kept);
}
