import { expect, test } from 'vitest';
import { exactMcNemar } from './mcnemar';

test('the exact test of McNemar is the binomial tail, twice', () => {
  expect(exactMcNemar(5, 0)).toBeCloseTo(2 / 32, 12);
  expect(exactMcNemar(8, 2)).toBeCloseTo((2 * (1 + 10 + 45)) / 1024, 12);
  expect(exactMcNemar(2, 8)).toBe(exactMcNemar(8, 2));
});

test('where the networks differ nowhere, or equally often to both sides, chance explains all', () => {
  expect(exactMcNemar(0, 0)).toBe(1);
  expect(exactMcNemar(7, 7)).toBe(1);
});

test('thousands of differing images are no trouble', () => {
  expect(exactMcNemar(2000, 2000)).toBe(1);
  const far = exactMcNemar(2000, 1500);
  expect(far).toBeGreaterThan(0);
  expect(far).toBeLessThan(1e-10);
});
