import { expect, test } from 'vitest';
import { mostOf } from './mostOf';

test('the largest of very many values is found, and nothing below the least', () => {
  expect(mostOf([2, 5, 3], 4)).toBe(5);
  expect(mostOf([], 4)).toBe(4);
  expect(
    mostOf(
      Array.from({ length: 300_000 }, (_, at) => at),
      0,
    ),
  ).toBe(299_999);
});
