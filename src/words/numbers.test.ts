import { expect, test } from 'vitest';
import { formatFigure } from './numbers';

test('a figure has its digits, and no exponent where it is large', () => {
  expect([0.17, 2.346, 45.67, 999.9, 1234, 56_789, 1e9].map((value) => formatFigure(value))).toEqual([
    '0.170',
    '2.35',
    '45.7',
    '1000',
    '1230',
    '56800',
    '1000000000',
  ]);
  expect([formatFigure(123, 2), formatFigure(-0.000123)]).toEqual(['120', '-0.000123']);
});
