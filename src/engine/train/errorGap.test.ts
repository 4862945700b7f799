import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../random';
import { type ErrorGap, errorGap } from './errorGap';

/** Images of which both networks have some right, only the baseline, only the other, and neither. */
function answers(both: number, baselineOnly: number, prunedOnly: number, neither: number): [Uint8Array, Uint8Array] {
  const repeated = (count: number, baseline: number, pruned: number) =>
    Array.from({ length: count }, () => [baseline, pruned] as const);
  const images = [
    ...repeated(both, 1, 1),
    ...repeated(baselineOnly, 1, 0),
    ...repeated(prunedOnly, 0, 1),
    ...repeated(neither, 0, 0),
  ];
  return [Uint8Array.from(images, ([baseline]) => baseline), Uint8Array.from(images, ([, pruned]) => pruned)];
}

test.each([
  // b - c = 12; sqrt(28 - 144 / 1000) / 1000 = 0.0052778; times 1.96 = 0.0103443
  [852, 20, 8, 120, 0.012, 0.0016557, 0.0223443],
  // b - c = -3; sqrt(5 - 9 / 50) / 50 = 0.0439090; times 1.96 = 0.0860600
  [40, 1, 4, 5, -0.06, -0.14606, 0.02606],
  // all of 4 images lost: no variance is left, and the interval ends at the whole
  [0, 4, 0, 0, 1, 1, 1],
  // no image differs: z^2 / (n + z^2) = 3.841459 / 103.841459 to both sides
  [90, 0, 0, 10, 0, -0.0369935, 0.0369935],
])('of %i images both right, %i and %i one alone, %i neither, by hand', (...numbers) => {
  const [both, baselineOnly, prunedOnly, neither, gap, low, high] = numbers;
  const found = errorGap(...answers(both, baselineOnly, prunedOnly, neither));
  expect([found.baselineOnly, found.prunedOnly]).toEqual([baselineOnly, prunedOnly]);
  expect(found.gap).toBeCloseTo(gap, 12);
  expect(found.low).toBeCloseTo(low, 6);
  expect(found.high).toBeCloseTo(high, 6);
});

test('the other way round it is its mirror image', () => {
  const right = fc.uint8Array({ min: 0, max: 1, minLength: 40, maxLength: 40 });
  fc.assert(
    fc.property(right, right, (one, other) => {
      const [there, back] = [errorGap(one, other), errorGap(other, one)];
      expect(there.gap).toBeCloseTo(-back.gap, 12);
      expect(there.low).toBeCloseTo(-back.high, 12);
      expect([there.baselineOnly, there.prunedOnly]).toEqual([back.prunedOnly, back.baselineOnly]);
    }),
    { seed: 1 },
  );
});

/** The middle 95% of the gaps of images drawn anew with replacement. */
function bootstrapped([baseline, pruned]: [Uint8Array, Uint8Array], draws: number, random: Random): [number, number] {
  const count = baseline.length;
  const gaps = Array.from({ length: draws }, () => {
    let difference = 0;
    for (let draw = 0; draw < count; draw++) {
      const image = random.integer(count);
      difference += baseline[image]! - pruned[image]!;
    }
    return difference / count;
  }).sort((a, b) => a - b);
  return [gaps[Math.floor(0.025 * draws)]!, gaps[Math.floor(0.975 * draws)]!];
}

test.each([
  [800, 60, 20, 120],
  [850, 30, 40, 80],
  [300, 400, 100, 200],
])('the interval is that of a bootstrap over the images: %i, %i, %i, %i', (...counts) => {
  const right = answers(...counts);
  const { low, high }: ErrorGap = errorGap(...right);
  const [bootstrapLow, bootstrapHigh] = bootstrapped(right, 4000, new Random(3));
  const width = high - low;
  expect(Math.abs(low - bootstrapLow)).toBeLessThan(0.08 * width);
  expect(Math.abs(high - bootstrapHigh)).toBeLessThan(0.08 * width);
});
