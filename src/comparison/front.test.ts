import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paretoFront } from './front';

type Point = readonly [size: number, accuracy: number];
const frontOf = (points: readonly Point[]) =>
  paretoFront(
    points,
    ([size]) => size,
    ([, accuracy]) => accuracy,
  );

test('by hand', () => {
  const points: Point[] = [
    [4, 80],
    [2, 70],
    [3, 65],
    [8, 90],
    [8, 85],
    [9, 90],
  ];
  expect(frontOf(points)).toEqual([
    [2, 70],
    [4, 80],
    [8, 90],
  ]);
});

test('a point is on the front, or one of the front is no larger and no less accurate; none of the front is so to another', () => {
  const point = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 9 }));
  fc.assert(
    fc.property(fc.array(point), (points) => {
      const front = frontOf(points);
      const covers = ([size, accuracy]: Point, [otherSize, other]: Point) => size <= otherSize && accuracy >= other;
      for (const each of points) expect(front.some((best) => covers(best, each))).toBe(true);
      for (const each of front) expect(front.filter((best) => covers(best, each))).toEqual([each]);
    }),
  );
});
