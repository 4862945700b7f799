import { expect, test } from 'vitest';
import { formatBytes } from './format';

test('a size is told in the unit in which it is no 0', () => {
  expect([0, 176, 2076, 300_412, 1_181_160].map(formatBytes)).toEqual(['0 B', '176 B', '2.1 kB', '300 kB', '1.18 MB']);
});
