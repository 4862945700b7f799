import { expect, test } from 'vitest';
import { stacked } from './labels';

const label = (y: number, x = 0) => ({ x, y, width: 50 });

test('labels that stand free stay where they are; of those that would hide one another the lower ones move down', () => {
  expect(stacked([label(10), label(40), label(12, 60)], 100)).toEqual([10, 40, 12]);
  expect(stacked([label(12), label(10), label(14)], 100)).toEqual([21, 10, 32]);
});

test('at the foot they are stacked upwards, however many want the same place', () => {
  expect(stacked([label(95), label(96), label(99)], 100)).toEqual([78, 89, 100]);
  const heights = stacked(
    Array.from({ length: 8 }, () => label(50)),
    60,
  ).toSorted((a, b) => a - b);
  expect(heights.at(-1)).toBeLessThanOrEqual(60);
  for (const [index, height] of heights.slice(1).entries()) expect(height - heights[index]!).toBeGreaterThanOrEqual(11);
});
