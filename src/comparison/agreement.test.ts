import { expect, test } from 'vitest';
import { agreementOf } from './agreement';

test('by hand: of four channels, two selections keep one and leave one together', () => {
  expect(
    agreementOf(
      [
        [0, 1],
        [0, 2],
      ],
      4,
    ),
  ).toEqual({ keptBy: [2, 1, 1, 0], agreed: 2, byChance: 2 });
});

/** All ways to keep so many of the channels from `first` on. */
function choices(kept: number, channels: number, first = 0): number[][] {
  if (kept === 0) return [[]];
  const rest = Array.from({ length: channels - first }, (_, index) => first + index);
  return rest.flatMap((channel) => choices(kept - 1, channels, channel + 1).map((others) => [channel, ...others]));
}

test('what chance gives is the mean over all pairs of selections', () => {
  const [ones, others] = [choices(2, 5), choices(3, 5)];
  expect([ones.length, others.length]).toEqual([10, 10]);
  const agreed = ones.flatMap((one) => others.map((other) => agreementOf([one, other], 5).agreed));
  const mean = agreed.reduce((sum, count) => sum + count, 0) / agreed.length;
  expect(agreementOf([ones[0]!, others[0]!], 5).byChance).toBeCloseTo(mean, 12);
});

test('alone, a selection agrees with itself', () => {
  expect(agreementOf([[1]], 3)).toMatchObject({ agreed: 3, byChance: 3 });
});
