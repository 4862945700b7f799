import { expect, test } from 'vitest';
import { pictureAt, sheetOf } from './drawPictures';
import { signScale } from './heat';
import { figuresOf, normOf, rangeOf } from './mapFigures';

/** 7 × 7 values of each of 4,096 channels: more than a function takes arguments. */
const many = Float32Array.from({ length: 200_704 }, (_, at) => (at === 7 ? -3 : at % 2));

test('the figures of very many values are those of few', () => {
  expect(rangeOf(many)).toEqual([-3, 1]);
  expect(normOf(many)).toBeCloseTo(Math.sqrt(100_351 + 9), 9);
  expect(figuresOf(many)).toMatchObject({ most: 1, zero: 0.5 });
  expect(normOf(Float32Array.of(3, -4))).toBe(5);
});

test('a map is told by its mean, its most and its share of zeros; one of no places is nothing', () => {
  expect(figuresOf(Float32Array.of(0, -1, 4, 1))).toEqual({ mean: 1, most: 4, zero: 0.25 });
  expect(figuresOf(Float32Array.of(-2, -1))).toMatchObject({ most: -1 });
  expect(figuresOf(new Float32Array())).toEqual({ mean: 0, most: 0, zero: 0 });
});

test('pictures lie side by side on a sheet, each in the colours of its values', () => {
  const pictures = { values: Float32Array.of(...[-1, 0], ...[1, 1], ...[0, -1]), height: 1, width: 2 };
  const scale = signScale(1);
  const { width, height, columns, pixels } = sheetOf(pictures, [2, 0, 1], scale);
  expect([width, height, columns]).toEqual([4, 2, 2]);
  const colours = [...Array(width * height).keys()].map((pixel) => [...pixels.slice(4 * pixel, 4 * pixel + 4)]);
  const drawn = [...pictureAt(pictures, 2), ...pictureAt(pictures, 0), ...pictureAt(pictures, 1)];
  expect(colours).toEqual([
    ...drawn.map((value) => [...scale(value), 255]),
    ...[
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ],
  ]);
});

test('a sheet of very many pictures is about as wide as high', () => {
  for (const [height, width, count] of [
    [1, 1, 18_432],
    [7, 7, 4096],
    [1, 40, 2048],
  ] as const) {
    const pictures = { values: new Float32Array(height * width * count), height, width };
    const sheet = sheetOf(pictures, [...Array(count).keys()], signScale(1));
    expect(Math.max(sheet.width, sheet.height)).toBeLessThan(500);
  }
});
