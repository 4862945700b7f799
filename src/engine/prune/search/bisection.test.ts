import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextBudget, type Tried } from './bisection';

const range = { least: 1, most: 100, first: 40 };

/** What is tried where budgets from `needed` on are enough. */
function search(needed: number, most = 20): Tried[] {
  const tried: Tried[] = [];
  while (tried.length < most) {
    const budget = nextBudget(range, tried);
    if (budget === undefined) break;
    tried.push({ budget, isEnough: budget >= needed });
  }
  return tried;
}

test('the first guess is tried first, then the middle, in logarithms, of what is known', () => {
  expect(search(30, 3).map(({ budget }) => budget)).toEqual([
    40,
    expect.closeTo(Math.sqrt(40 * 16)),
    expect.closeTo(Math.sqrt(40 * Math.sqrt(40 * 16))),
  ]);
  expect(search(70, 2)[1]?.budget).toBeCloseTo(Math.sqrt(40 * 100));
});

test('the smallest that is enough is found to within a twentieth, and in four tries to within a sixth', () => {
  fc.assert(
    fc.property(fc.double({ min: 16, max: 100, noNaN: true }), (needed) => {
      const best = (tried: Tried[]) =>
        Math.min(100, ...tried.flatMap(({ budget, isEnough }) => (isEnough ? [budget] : [])));
      expect(best(search(needed)) / needed).toBeLessThan(1.05);
      expect(best(search(needed)) / needed).toBeGreaterThanOrEqual(1);
      expect(best(search(needed, 4)) / needed).toBeLessThan(7 / 6);
    }),
  );
});

test('where none is enough the tries come near to all', () => {
  const tried = search(101, 4);
  expect(tried.every(({ isEnough }) => !isEnough)).toBe(true);
  expect(tried.at(-1)?.budget).toBeGreaterThan(85);
});
