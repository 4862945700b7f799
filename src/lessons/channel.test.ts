import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { channelNumbers, likeliest } from './channel';
import { lessonDataSchemas } from './lessonData';

const data = lessonDataSchemas.channel.parse(JSON.parse(readFileSync('public/lessons/channel.json', 'utf8')));

test('what lesson 1 says is so: shares add up to 1, the network is right, and without the worst channel it is not', () => {
  for (const { shares } of [data, ...data.removed])
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 4);
  const { worst, best, worstClass } = channelNumbers(data);
  expect(likeliest(data.shares)).toBe(data.label);
  expect(worstClass).not.toBe(data.label);
  expect(data.removed[worst]!.standing.accuracy).toBeLessThan(data.standing.low);
  expect(data.removed[best]!.standing.accuracy).toBeGreaterThan(data.standing.low);
});

test('maps are what convolutions read: sixteen of 32 by 32, sixteen half as wide, and more of a quarter', () => {
  const { second, third, fifth } = data.maps;
  const sizes = [second, third, fifth].map(({ values, height, width }) => [atob(values).length, height, width]);
  expect(sizes).toEqual([
    [16 * 32 * 32, 32, 32],
    [16 * 16 * 16, 16, 16],
    [32 * 8 * 8, 8, 8],
  ]);
});
