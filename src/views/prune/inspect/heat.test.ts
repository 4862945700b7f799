import { expect, test } from 'vitest';
import { heatScale, signScale } from './heat';

test('a scale goes from its first colour to its last, and no further', () => {
  const heat = heatScale(0, 4);
  expect([heat(0), heat(1), heat(4)]).toEqual([
    [13, 20, 48],
    [27, 74, 122],
    [250, 242, 172],
  ]);
  expect([heat(-9), heat(9)]).toEqual([heat(0), heat(4)]);
  expect(heat(0.5)).toEqual([20, 47, 85]);
  expect(heatScale(1, 1)(1)).toEqual([13, 20, 48]);
});

test('a larger value is a lighter one', () => {
  const lightness = ([red, green, blue]: readonly number[]) => 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  const shades = Array.from({ length: 21 }, (_, step) => lightness(heatScale(0, 20)(step)));
  expect(shades).toEqual(shades.toSorted((a, b) => a - b));
});

test('zero is white, whatever the largest weight', () => {
  expect(signScale(0.3)(0)).toEqual([247, 247, 247]);
  expect(signScale(0.3)(-0.3)).toEqual([20, 78, 156]);
  expect(signScale(0.3)(0.3)).toEqual([170, 70, 6]);
});
