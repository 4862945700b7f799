import { expect, test } from 'vitest';
import { Random } from '../random';
import { colourDataset } from '../testing/fixtures';
import { thetaImageCount, thetaImages } from './heads';

const dataset = colourDataset(3, 8, 90);
const first = (count: number) => Uint32Array.from({ length: count }, (_, index) => index);

test('theta is learnt on other images than those that select, the classes in equal shares', () => {
  const selecting = first(45);
  const images = thetaImages(dataset, selecting, new Random(1));
  expect(new Set(images).size).toBe(45);
  expect([...images].some((index) => selecting.includes(index))).toBe(false);
  const counts = [0, 1, 2].map((label) => [...images].filter((index) => dataset.train.labels[index] === label).length);
  expect(counts).toEqual([15, 15, 15]);
});

test('where fewer others are left than select, it is learnt on all training images', () => {
  for (const selecting of [46, 90])
    expect([...thetaImages(dataset, first(selecting), new Random(1))].toSorted((a, b) => a - b)).toEqual([
      ...first(90),
    ]);
});

test.each([
  [50_000, 256, 2000],
  [50_000, 50_000, 2000],
  [1000, 256, 744],
  [500, 256, 500],
  [1, 1, 1],
])('of %i images, %i of which select, theta is learnt on %i', (images, selecting, count) => {
  expect(thetaImageCount(images, selecting)).toBe(count);
});
