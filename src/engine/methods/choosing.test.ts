import { describe, expect, test } from 'vitest';
import type { PrunableGroup } from '../channels/prunableGroups';
import { Random } from '../random';
import { chooseChannels, keepLargest } from './choosing';

/** A group of 6 channels, of which two layers make three each. */
const group: PrunableGroup = {
  id: 'reader',
  readers: [],
  group: {
    name: 'a',
    channels: 6,
    producers: [
      { layer: 'a', channels: [0, 1, 2] },
      { layer: 'b', channels: [3, 4, 5] },
    ],
    consumers: [],
    sums: [],
    gates: [],
  },
};

describe('the largest scores', () => {
  test.each([
    [3, [6, 5, 1, 4, 0, 0], [0, 1, 3]],
    [2, [6, 5, 4, 1, 2, 3], [0, 5]],
    [1, [6, 5, 4, 1, 2, 3], [0, 5]],
    [6, [1, 1, 1, 1, 1, 1], [0, 1, 2, 3, 4, 5]],
  ])('%i of %j are %j, one of each layer among them', (count, scores, kept) => {
    expect(keepLargest(group, scores, count)).toEqual(kept);
  });
});

test('channels that join step by step serve every layer before the places run out', () => {
  const keepOneOf = group.group.producers.map(({ channels }) => channels);
  const options = { choose: 'largest', random: new Random(1), count: 3, channelsPerStep: 2, keepOneOf } as const;
  const scores = [6, 5, 4, 1, 2, 3];
  expect(chooseChannels(scores, [], options)).toEqual([0, 1]);
  expect(chooseChannels(scores, [0, 1], options)).toEqual([5]);
});
