import { expect, test } from 'vitest';
import { tellFlips, tellWorst } from './answers';

test('the share of answers that changed says so, and cannot be taken for an accuracy', () => {
  const flips = { images: 12, differing: 9, share: 0.75, low: 0.468, high: 0.911, broken: 6, mended: 1, moved: 2 };
  expect(tellFlips(flips)).toBe(
    '9 of 12 (75.0%; 95%: 46.8 to 91.1) changed: 6 from right to wrong, 1 from wrong to right, 2 from one wrong answer to another.',
  );
});

test('what chance can do is told in plain words', () => {
  const told = (chance: number) => tellWorst('car', { gap: 1, low: 1, high: 1, images: 3 }, 4, chance);
  expect(told(1)).toMatch(/Chance alone can make one of 4 classes look so: in nearly every case\.$/);
  expect(told(0.34)).toMatch(/can make one of 4 classes look so: in about 34 cases of 100\.$/);
  expect(told(0.012)).toMatch(/would hardly make one of 4 classes look so: in about 12 cases of 1,000\.$/);
  expect(told(0.0014)).toMatch(/in about 1 case of 1,000\.$/);
  expect(told(0.0004)).toMatch(/in less than 1 case of 1,000\.$/);
});
