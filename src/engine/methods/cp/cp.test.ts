import { describe, expect, test } from 'vitest';
import { proceed } from '../../checkpoint';
import { fittedError, groupOf, randomContributions, subsetsOf } from '../../testing/contributions';
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

  test('beside the best of all 70 sets of 4 the LASSO loses little, and never less', async () => {
    const told: string[] = [];
    for (const seed of seeds) {
      const contributions = randomContributions(seed, 8);
      const { kept } = await lassoChoice(contributions, groupOf(8), 4, proceed);
      const errors = subsetsOf(8, 4).map((subset) => fittedError(contributions, subset));
      const sorted = errors.toSorted((a, b) => a - b);
      const own = fittedError(contributions, kept);
      expect(own).toBeGreaterThanOrEqual(sorted[0]! - 1e-9);
      expect(own).toBeLessThan(sorted[35]!);
      const all = fittedError(contributions, [...Array(8).keys()]);
      const told4 = [own, sorted[0]!, sorted[35]!].map((error) => (error - all).toFixed(4));
      told.push(`LASSO ${told4[0]}, best ${told4[1]}, median ${told4[2]}`);
    }
    console.info(told.join('\n'));
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
