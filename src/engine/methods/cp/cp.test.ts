import { describe, expect, test } from 'vitest';
import { proceed } from '../../checkpoint';
import { fittedError, groupOf, placeAmong, randomContributions, subsetsOf } from '../../testing/contributions';
import { largestPenalty, softThreshold, solveLasso } from './lasso';
import { lassoChoice } from './lassoChoice';

const seeds = [1, 2, 3, 4, 5, 6];

test('of orthogonal channels the solution is closed: each soft-thresholded by itself', () => {
  const lasso = { matrix: Float64Array.from([2, 0, 0, 0, 4, 0, 0, 0, 1]), target: Float64Array.from([3, -5, 0.5]) };
  expect([...solveLasso(lasso, 1, new Float64Array(3))]).toEqual([(3 - 1) / 2, -(5 - 1) / 4, 0]);
  expect([softThreshold(2, 3), softThreshold(-5, 3)]).toEqual([0, -2]);
});

test.each(seeds)('the solution meets the conditions of the least (Karush, Kuhn, Tucker): %i', (seed) => {
  const { products: matrix, targets: target } = randomContributions(seed, 8);
  const lasso = { matrix, target };
  for (const share of [0.01, 0.1, 0.5, 1]) {
    const penalty = share * largestPenalty(lasso);
    const beta = solveLasso(lasso, penalty, new Float64Array(8).fill(1));
    for (const [j, value] of beta.entries()) {
      const slope = target[j]! - beta.reduce((sum, other, k) => sum + matrix[j * 8 + k]! * other, 0);
      if (value === 0) expect(Math.abs(slope)).toBeLessThanOrEqual(penalty * (1 + 1e-5));
      else expect(slope).toBeCloseTo(penalty * Math.sign(value), 4);
    }
  }
});

describe('of 8 channels', () => {
  test.each([1, 2, 3, 5, 7, 8])('%i stay, whatever the contributions', async (count) => {
    for (const seed of seeds) {
      const { kept, scores } = await lassoChoice(randomContributions(seed, 8), groupOf(8), count, proceed);
      expect(kept).toHaveLength(count);
      const out = scores.filter((_, channel) => !kept.includes(channel));
      for (const channel of kept) for (const other of out) expect(scores[channel]!).toBeGreaterThanOrEqual(other);
    }
  });

  test('of all 70 sets of 4 the LASSO finds the best of half of all contributions, and one of the best tenth of nine in ten', async () => {
    const found: Array<{ readonly own: number; readonly best: number; readonly place: number }> = [];
    for (let seed = 1; seed <= 200; seed++) {
      const contributions = randomContributions(seed, 8);
      const errorOf = (kept: readonly number[]) => fittedError(contributions, kept);
      const all = errorOf([...Array(8).keys()]);
      const { kept } = await lassoChoice(contributions, groupOf(8), 4, proceed);
      const errors = subsetsOf(8, 4).map((subset) => errorOf(subset) - all);
      const own = errorOf(kept) - all;
      found.push({ own, best: Math.min(...errors), place: placeAmong(errors, own) });
    }
    for (const { own, best, place } of found.slice(0, seeds.length))
      console.info(`LASSO ${own.toFixed(4)}, ${place + 1} of 70, best ${best.toFixed(4)}`);
    for (const { own, best } of found) expect(own).toBeGreaterThanOrEqual(best - 1e-9);
    const placed = (before: number) => found.filter(({ place }) => place < before).length / found.length;
    expect(placed(1)).toBeGreaterThan(0.5);
    expect(placed(7)).toBeGreaterThan(0.9);
    expect(placed(35)).toBe(1);
  });
});

test('channels without weights, or that add nothing, never stay before others', async () => {
  const contributions = randomContributions(3, 6);
  for (const silent of [1, 4]) {
    contributions.squares[silent] = silent === 1 ? 0 : 1;
    contributions.targets[silent] = 0;
    for (let other = 0; other < 6; other++)
      contributions.products[silent * 6 + other] = contributions.products[other * 6 + silent] = 0;
  }
  expect((await lassoChoice(contributions, groupOf(6), 4, proceed)).kept).toEqual([0, 2, 3, 5]);
  expect((await lassoChoice(contributions, groupOf(6), 5, proceed)).kept).toEqual([0, 1, 2, 3, 5]);
});
