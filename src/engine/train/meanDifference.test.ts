import { expect, test } from 'vitest';
import { errorGap } from './errorGap';
import { meanDifference } from './meanDifference';

const right = (...images: number[]) => Uint8Array.from(images);

test('with one network each it is that of McNemar: of 8 images 3 lost and 1 won', () => {
  const [one, other] = [right(1, 1, 1, 0, 1, 0, 1, 1), right(1, 0, 0, 1, 1, 0, 1, 0)];
  const { mean, low, high } = meanDifference([one], [other]);
  const half = (1.959964 * Math.sqrt(3 + 1 - (3 - 1) ** 2 / 8)) / 8;
  expect([mean, errorGap(one, other).gap]).toEqual([0.25, 0.25]);
  expect(low).toBeCloseTo(0.25 - half, 12);
  expect(high).toBeCloseTo(0.25 + half, 12);
});

test('by hand: two networks against one on four images', () => {
  const { mean, low, high } = meanDifference([right(1, 1, 0, 1), right(1, 0, 0, 1)], [right(1, 0, 0, 0)]);
  expect(mean).toBeCloseTo((0 + 0.5 + 0 + 1) / 4, 12);
  const half = 1.959964 * Math.sqrt((2 * 0.375 ** 2 + 0.125 ** 2 + 0.625 ** 2) / 4 / 4);
  expect(high - mean).toBeCloseTo(half, 6);
  expect(mean - low).toBeCloseTo(half, 6);
});
