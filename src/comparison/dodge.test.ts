import { expect, test } from 'vitest';
import { dodged } from './dodge';

test('marks that stand free stay where they are', () => {
  const places = [
    { x: 10, y: 10 },
    { x: 10, y: 22 },
    { x: 40, y: 10 },
  ];
  expect(dodged(places, 12)).toEqual([0, 0, 0]);
});

test('by hand: of two that hide one another one stays, the other goes as far as it need; a third has the other side', () => {
  const pair = [
    { x: 10, y: 10 },
    { x: 10, y: 10 },
  ];
  expect(dodged(pair, 5)).toEqual([0, 6]);
  expect(dodged(pair, 12)).toEqual([0, 12]);
  expect(dodged([...pair, { x: 10, y: 10 }], 12)).toEqual([0, 12, -12]);
});

test('however many there are, none goes farther than 12 pixels, and the order in which they come does not matter', () => {
  const places = Array.from({ length: 15 }, (_, index) => ({ x: 100, y: 3 * ((7 * index) % 15) }));
  const moved = dodged(places, 12);
  for (const offset of moved) expect(Math.abs(offset)).toBeLessThanOrEqual(12);
  expect(dodged(places.toReversed(), 12)).toEqual(moved.toReversed());
});
