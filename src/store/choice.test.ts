import { expect, test } from 'vitest';
import { mostSeeds, readAddress, writeAddress } from './address';
import { addressOfChoice, useChoice } from './choice';

const linkedSeeds = (seeds: number): number | undefined => {
  useChoice.setState({ seeds });
  return readAddress(writeAddress({ view: 'compare', ...addressOfChoice() })).seeds;
};

test('a link brings back as many seeds as a sweep has, whatever was typed; one is left out', () => {
  expect([1, 3, 2.5, mostSeeds + 4].map(linkedSeeds)).toEqual([undefined, 3, 2, mostSeeds]);
});
