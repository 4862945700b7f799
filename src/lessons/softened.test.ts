import { expect, test } from 'vitest';
import { softened } from './softened';

test('scores of ln 16 and 0 at temperature 1, 2 and 4: 16 to 1, 4 to 1, 2 to 1', () => {
  const shares = [16 / 17, 1 / 17];
  expect(softened(shares, 1)[0]).toBeCloseTo(16 / 17, 12);
  expect(softened(shares, 2)[0]).toBeCloseTo(4 / 5, 12);
  expect(softened(shares, 4)[0]).toBeCloseTo(2 / 3, 12);
});

test('the order stays, and a class that is out of the question stays so', () => {
  const [cat = 0, dog = 0, ship] = softened([0.9, 0.1, 0], 3);
  expect(cat).toBeGreaterThan(dog);
  expect(ship).toBe(0);
  expect(cat + dog).toBeCloseTo(1, 12);
});
