import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextBudget, type Tried, WidestBisection } from './bisection';

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

test('the widest that is fast enough is found to within a few percent in six steps', () => {
  const widths = Array.from({ length: 200 }, (_, step) => ({
    counts: new Map(),
    loss: step,
    cost: 100 * 0.98 ** step,
  }));
  const [first, ...others] = widths;
  if (!first) throw new Error('no widths');
  fc.assert(
    fc.property(fc.double({ min: 2, max: 99, noNaN: true }), (most) => {
      const bisection = new WidestBisection([first, ...others]);
      for (let step = 0; step < 6; step++) bisection.tell(bisection.middle.cost <= most);
      expect(bisection.found.cost).toBeLessThanOrEqual(most);
      // The range of costs, 1 to 100 * 0.98 ** 199, is halved six times, and two steps are 0.98 apart.
      expect(most / bisection.found.cost).toBeLessThan((0.98 ** -199) ** (1 / 2 ** 6) / 0.98);
    }),
  );
});
