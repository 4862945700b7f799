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
  // 21 / 1002 - 9 / 1002 = 0.0119760; sqrt((30 / 1002 - 0.0119760^2) / 1002) = 0.0054532; times 1.96 = 0.0106880
  [852, 20, 8, 120, 0.012, 0.001288, 0.0226641],
  // 2 / 52 - 5 / 52 = -0.0576923; sqrt((7 / 52 - 0.0576923^2) / 52) = 0.0502469; times 1.96 = 0.0984821
  [40, 1, 4, 5, -0.06, -0.1561744, 0.0407898],
  // all of 5 images lost: 6 / 7 - 1 / 7 = 0.7142857; sqrt((1 - 0.7142857^2) / 7) = 0.2645205; times 1.96 = 0.5184507
  [0, 5, 0, 0, 1, 0.1958359, 1],
  // no image differs: sqrt(2 / 102 / 102) = 0.0138648; times 1.96 = 0.0271746
  [90, 0, 0, 10, 0, -0.0271746, 0.0271746],
])('of %i images both right, %i and %i one alone, %i neither, by hand', (...numbers) => {
  const [both, baselineOnly, prunedOnly, neither, gap, low, high] = numbers;
  const found = errorGap(...answers(both, baselineOnly, prunedOnly, neither));
  expect([found.baselineOnly, found.prunedOnly]).toEqual([baselineOnly, prunedOnly]);
  expect(found.gap).toBeCloseTo(gap, 12);
  expect(found.low).toBeCloseTo(low, 6);
  expect(found.high).toBeCloseTo(high, 6);
});

/** How likely so many images are, lost with one probability and won with another, for each way in which they can differ. */
function outcomes(
  count: number,
  lost: number,
  won: number,
): Array<{ likely: number; right: [Uint8Array, Uint8Array] }> {
  const factorial = (of: number): number => (of <= 1 ? 1 : of * factorial(of - 1));
  return Array.from({ length: count + 1 }, (_, b) => b).flatMap((b) =>
    Array.from({ length: count + 1 - b }, (_, c) => {
      const same = count - b - c;
      const ways = factorial(count) / factorial(b) / factorial(c) / factorial(same);
      return { likely: ways * lost ** b * won ** c * (1 - lost - won) ** same, right: answers(same, b, c, 0) };
    }),
  );
}

test.each([
  [10, 0.97, 0.01],
  [10, 0.1, 0],
  [20, 0.9, 0.05],
  [20, 0.05, 0.02],
  [20, 0.3, 0.1],
])('of %i images, lost with probability %f and won with %f, it holds the true gap in 95%', (count, lost, won) => {
  let held = 0;
  for (const { likely, right } of outcomes(count, lost, won)) {
    const { gap, low, high } = errorGap(...right);
    expect([low <= gap, gap <= high]).toEqual([true, true]);
    if (low <= lost - won && lost - won <= high) held += likely;
  }
  expect(held).toBeGreaterThan(0.95);
});

test.each([
  [852, 20, 8, 120],
  [800, 60, 20, 120],
  [850, 30, 40, 80],
])('of 1,000 images it is McNemar’s, sqrt(b + c - (b - c)^2 / n) / n, within 0.0015: %i, %i, %i, %i', (...counts) => {
  const [, b, c] = counts;
  const half = (1.959964 * Math.sqrt(b + c - (b - c) ** 2 / 1000)) / 1000;
  const { gap, low, high } = errorGap(...answers(...counts));
  expect(Math.abs(low - (gap - half))).toBeLessThan(0.0015);
  expect(Math.abs(high - (gap + half))).toBeLessThan(0.0015);
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
