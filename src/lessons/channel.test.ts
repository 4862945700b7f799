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

test('the first layer has sixteen maps of 32 by 32, the deeper one more and smaller ones', () => {
  const [first, deeper] = data.maps.map(({ values, height, width }) => [atob(values).length, height, width]);
  expect(first).toEqual([16 * 32 * 32, 32, 32]);
  expect(deeper![1]).toBeLessThan(32);
});
