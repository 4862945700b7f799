import { expect, test } from 'vitest';
import { keptCount } from './keptCounts';

test('a layer keeps c - floor(c r) channels, at least one', () => {
  expect([keptCount(16, 0.5), keptCount(10, 0.33), keptCount(10, 0.3), keptCount(4, 0), keptCount(2, 0.99)]).toEqual([
    8, 7, 7, 4, 1,
  ]);
});
