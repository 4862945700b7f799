import { expect, test } from 'vitest';
import { methodIds } from '../engine/methods/recipe';
import { colourOf, inOrder, shapeOf } from './marks';

/** WCAG 2: relative luminance of `#rrggbb`. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const contrast = (one: string, other: string): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};

test('every method has an outline of its own, so that none needs its colour; one that is unknown has another', () => {
  const outlines = [...methodIds, 'of another build'].map((method) => shapeOf(method));
  expect(new Set(outlines).size).toBe(methodIds.length + 1);
  for (const outline of outlines) expect(outline).toMatch(/^M/);
});

test('a mark is a method’s own, whatever stands beside it', () => {
  expect(shapeOf('l1')).toBe('M-4,-4h8v8h-8Z');
  expect(inOrder(['l1', 'other', 'dcp', 'l1'])).toEqual(['dcp', 'l1', 'other']);
  expect(inOrder(['dcp', 'other', 'l1'])).toEqual(['dcp', 'l1', 'other']);
});

test('marks stand out from white and from dark panels (WCAG 1.4.11: 3 to 1)', () => {
  for (const method of [...methodIds, 'of another build']) {
    const [light, dark] = colourOf(method);
    expect(contrast(light, '#ffffff')).toBeGreaterThanOrEqual(3);
    expect(contrast(dark, '#1e2522')).toBeGreaterThanOrEqual(3);
  }
});
