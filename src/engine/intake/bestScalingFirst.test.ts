import { expect, test } from 'vitest';
import { bestScalingFirst } from './bestScalingFirst';

const bytes = (rating: number) => ({ scaling: { kind: 'bytes' }, rating }) as const;
const unit = (rating: number) => ({ scaling: { kind: 'unit' }, rating }) as const;
const symmetric = (rating: number) => ({ scaling: { kind: 'symmetric' }, rating }) as const;

test('one image of 48 does not make 0 to 255 of 0 to 1', () => {
  const tried = [symmetric(0.3), bytes(35 / 48), unit(34 / 48)];
  expect(bestScalingFirst(tried, 48)).toEqual([unit(34 / 48), bytes(35 / 48), symmetric(0.3)]);
});

test('more than chance does: 0.9 against 0.8 of 200 images, whose difference is known to within 0.06', () => {
  expect(bestScalingFirst([unit(0.8), bytes(0.9)], 200)).toEqual([bytes(0.9), unit(0.8)]);
});

test('other ways are in the order of their shares', () => {
  expect(bestScalingFirst([unit(0.8), symmetric(0.81)], 48)).toEqual([symmetric(0.81), unit(0.8)]);
  expect(bestScalingFirst([bytes(0.5), symmetric(0.4)], 48)).toEqual([bytes(0.5), symmetric(0.4)]);
});
