import { expect, test } from 'vitest';
import { keptCount, roundedUp } from './keptCount';

test('a layer keeps c - floor(c r) channels, at least one', () => {
  expect([keptCount(16, 0.5), keptCount(10, 0.33), keptCount(10, 0.3), keptCount(4, 0), keptCount(2, 0.99)]).toEqual([
    8, 7, 7, 4, 1,
  ]);
});

test('widths are rounded up to a multiple, as far as there are channels', () => {
  expect([roundedUp(9, 8, 64), roundedUp(8, 8, 64), roundedUp(5, 1, 64), roundedUp(3, 16, 10)]).toEqual([16, 8, 5, 10]);
});
