import { expect, test } from 'vitest';
import { studentQuantile } from './student';

test.each([
  [1, 12.7062],
  [2, 4.3027],
  [3, 3.1824],
  [4, 2.7764],
  [10, 2.2281],
  [30, 2.0423],
  [120, 1.9799],
  [1000, 1.9623],
  [Number.POSITIVE_INFINITY, 1.96],
])('of %f degrees of freedom as tables have it', (freedom, quantile) => {
  expect(studentQuantile(freedom)).toBeCloseTo(quantile, 4);
});

test('degrees of freedom need not be whole: it falls from one to the next, down to the normal distribution’s', () => {
  const quantiles = [1, 1.2, 1.9, 2, 2.5, 3.7, 600, 700, 999_999, 1_000_001].map(studentQuantile);
  expect(quantiles).toEqual(quantiles.toSorted((a, b) => b - a));
  expect(quantiles.at(-2)! - quantiles.at(-1)!).toBeLessThan(0.00001);
});
