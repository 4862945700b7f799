import { expect, test } from 'vitest';
import { Random } from '../random';
import { errorGap } from './errorGap';
import { meanDifference } from './meanDifference';
import { studentQuantile } from './student';

const right = (...images: number[]) => Uint8Array.from(images);

test('with one network each it is that of McNemar: of 8 images 3 lost and 1 won', () => {
  const [one, other] = [right(1, 1, 1, 0, 1, 0, 1, 1), right(1, 0, 0, 1, 1, 0, 1, 0)];
  const { mean, low, high } = meanDifference([one], [other]);
  const half = (1.959964 * Math.sqrt(3 + 1 - (3 - 1) ** 2 / 8)) / 8;
  expect([mean, errorGap(one, other).gap]).toEqual([0.25, 0.25]);
  expect(low).toBeCloseTo(0.25 - half, 12);
  expect(high).toBeCloseTo(0.25 + half, 12);
});

test('of seeds that are all alike it is what the images tell, by hand: four images, differences 0, 1, 0 and 1', () => {
  const networks = (...images: number[]) => [1, 2, 3].map(() => right(...images));
  const { mean, low, high } = meanDifference(networks(1, 1, 0, 1), networks(1, 0, 0, 0));
  const half = 1.959964 * Math.sqrt(0.5 ** 2 / 4);
  expect([low, mean, high].map((end) => end.toFixed(9))).toEqual(
    [0.5 - half, 0.5, 0.5 + half].map((end) => end.toFixed(9)),
  );
});

const halfOf = ({ low, high }: ReturnType<typeof meanDifference>): number => (high - low) / 2;
const [all, none] = [right(1, 1), right(0, 0)];

test('seeds that vary, by hand, where the images say nothing: tables have Student’s 12.7062 and 4.30265', () => {
  // s^2 = 1 / 2 of two accuracies, so 1 / 4, at 1 degree of freedom
  expect(halfOf(meanDifference([all, none], [none, none]))).toBeCloseTo(12.7062 * 0.5, 3);
  // the same of both: 1 / 2, at (1 / 2)^2 / (2 (1 / 4)^2) = 2
  expect(halfOf(meanDifference([all, none], [all, none]))).toBeCloseTo(4.30265 * Math.SQRT1_2, 4);
  // one network is taken to vary as the other method: 1 / 2 (1 / 2 + 1), at 1
  expect(halfOf(meanDifference([all, none], [none]))).toBeCloseTo(12.7062 * Math.sqrt(0.75), 3);
});

test('images and seeds add up, by hand: 1 / 32 and 1 / 16, at (3 / 32)^2 / (1 / 16)^2 = 2.25 degrees of freedom', () => {
  // images: differences 1 / 2 and 0, so (1 / 4)^2 / 2; seeds: accuracies 1 / 2 and 0, so s^2 = 1 / 8, of two, at 1
  const { mean, low } = meanDifference([right(1, 0), none], [none, none]);
  expect(mean).toBe(0.25);
  expect(mean - low).toBeCloseTo(studentQuantile(2.25) * Math.sqrt(1 / 32 + 1 / 16), 12);
});

/** Whether an image is right: with the chance of its own, and what the seed adds to it. */
function drawnNetwork(chances: readonly number[], share: number, random: Random): Uint8Array {
  const seed = share + 0.02 * random.normal();
  return Uint8Array.from(chances, (chance) => Number(random.uniform() < chance + seed));
}

test('of networks whose seeds differ by two points it holds the methods’ true difference in about 95 of 100, the images’ own in far fewer', () => {
  const random = new Random(5);
  const [repetitions, truth] = [300, 0.03];
  let [held, heldByImages] = [0, 0];
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const chances = Array.from({ length: 1000 }, () => 0.7 + 0.2 * random.uniform());
    const three = (share: number) => [1, 2, 3].map(() => drawnNetwork(chances, share, random));
    const [reference, others] = [three(truth), three(0)];
    const { mean, low, high } = meanDifference(reference, others);
    if (low <= truth && truth <= high) held++;
    const ofImages = chances.map((_, image) => {
      const rights = (networks: Uint8Array[]) => networks.reduce((sum, network) => sum + network[image]!, 0);
      return ((rights(reference) - rights(others)) / 3 - mean) ** 2;
    });
    const half = 1.959964 * Math.sqrt(ofImages.reduce((sum, square) => sum + square / 1000, 0) / 1000);
    if (Math.abs(mean - truth) <= half) heldByImages++;
  }
  expect(held / repetitions).toBeGreaterThan(0.93);
  expect(held / repetitions).toBeLessThan(0.99);
  expect(heldByImages / repetitions).toBeLessThan(0.8);
});
