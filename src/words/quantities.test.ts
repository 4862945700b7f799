import { expect, test } from 'vitest';
import { formatDuration, formatMemory } from './quantities';

test.each([
  [0.4, '0 s'],
  [89, '89 s'],
  [91, '2 min'],
  [59.4 * 60, '59 min'],
  [3 * 3600 + 130, '3 h 2 min'],
])('%d seconds are %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

test.each([
  [1, '1 MiB'],
  [1.2 * 2 ** 20, '2 MiB'],
  [3 * 2 ** 30, '3.0 GiB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatMemory(bytes)).toBe(text);
});
