import { describe, expect, test } from 'vitest';
import { groupOf, placeAmong, randomContributions, removedError, subsetsOf } from '../../testing/contributions';
import { greedyRemoval } from './greedyRemoval';

const seeds = [1, 2, 3, 4, 5, 6];

/** Algorithm 1 word for word: every candidate's error is summed anew. */
function literalRemoval(contributions: ReturnType<typeof randomContributions>, count: number): number[] {
  let kept = [...Array(contributions.channels).keys()];
  while (kept.length > count) {
    const errors = kept.map((one) =>
      removedError(
        contributions,
        kept.filter((other) => other !== one),
      ),
    );
    kept = kept.filter((_, at) => at !== errors.indexOf(Math.min(...errors)));
  }
  return kept;
}

describe('of 8 channels 4 stay', () => {
  test.each(seeds)('as Algorithm 1 has it, and the scores are its errors: contributions %i', (seed) => {
    const contributions = randomContributions(seed, 8);
    const { kept, scores } = greedyRemoval(contributions, groupOf(8), 4);
    expect(kept).toEqual(literalRemoval(contributions, 4));
    for (const channel of kept) {
      const next = removedError(
        contributions,
        kept.filter((other) => other !== channel),
      );
      expect(scores[channel]).toBeCloseTo(next, 10);
    }
  });

  test('of all 70 sets the greedy one is the best of four contributions in five, and among the best tenth of every one', () => {
    const found = Array.from({ length: 200 }, (_, seed) => {
      const contributions = randomContributions(seed + 1, 8);
      const { kept } = greedyRemoval(contributions, groupOf(8), 4);
      const errors = subsetsOf(8, 4).map((subset) => removedError(contributions, subset));
      expect(errors).toHaveLength(70);
      const own = removedError(contributions, kept);
      return { own, best: Math.min(...errors), place: placeAmong(errors, own) };
    });
    for (const { own, best, place } of found.slice(0, seeds.length))
      console.info(`greedy ${own.toFixed(4)}, ${place + 1} of 70, best ${best.toFixed(4)}`);
    expect(found.filter(({ place }) => place === 0).length).toBeGreaterThan(0.8 * found.length);
    for (const { own, best, place } of found) {
      expect(own).toBeGreaterThanOrEqual(best - 1e-12);
      expect(place).toBeLessThan(7);
      expect(own).toBeLessThan(1.5 * best);
    }
  });
});

test('channels that cancel each other out go together, though each alone adds most', () => {
  // Z_0 = -Z_1, both larger than Z_2 and Z_3, which are orthogonal: without 0 and 1 nothing is lost.
  const products = Float64Array.from([1, -1, 0, 0, -1, 1, 0, 0, 0, 0, 1.1, 0, 0, 0, 0, 1.2]);
  expect(greedyRemoval({ products, channels: 4 }, groupOf(4), 2).kept).toEqual([2, 3]);
});

test('the last channel that a layer makes stays, however little it adds', () => {
  const products = Float64Array.from({ length: 16 }, (_, at) => (at % 5 === 0 ? 1 + at : 0));
  expect(
    greedyRemoval(
      { products, channels: 4 },
      groupOf(4, [
        [0, 1],
        [2, 3],
      ]),
      2,
    ).kept,
  ).toEqual([1, 3]);
});

test('of two blocks the one with more channels loses the next, whatever they add', () => {
  const products = Float64Array.from({ length: 36 }, (_, at) => (at % 7 === 0 ? 1 + at : 0));
  const group = groupOf(6, undefined, [
    [0, 1, 2],
    [3, 4, 5],
  ]);
  const contributions = { products, channels: 6 };
  expect(greedyRemoval(contributions, group, 4).kept).toEqual([1, 2, 4, 5]);
  const byHand = { keep: [0], remove: [5] };
  expect(greedyRemoval(contributions, { ...group, byHand }, 2).kept).toEqual([0, 4]);
});
