import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areEven } from '../channels/blocks';
import type { PrunableGroup } from '../channels/prunableGroups';
import { Random } from '../random';
import { groupOf } from '../testing/contributions';
import { chooseChannels, keepLargest, stepsTo } from './choosing';

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
    blocks: [[0, 1, 2, 3, 4, 5]],
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

test('however many join at a time, every set of channels has one in the end', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }),
      fc.record({ extra: fc.nat(6), channelsPerStep: fc.integer({ min: 1, max: 9 }), seed: fc.nat(99) }),
      fc.constantFrom('largest', 'random'),
      (sizes, { extra, channelsPerStep, seed }, choose) => {
        const random = new Random(seed);
        const starts = sizes.map((_, index) => sizes.slice(0, index).reduce((sum, size) => sum + size, 0));
        const keepOneOf = sizes.map((size, index) => Array.from({ length: size }, (_, at) => starts[index]! + at));
        const channels = keepOneOf.flat();
        const count = Math.min(channels.length, sizes.length + extra);
        const selected: number[] = [];
        while (selected.length < count) {
          const scores = channels.map(() => random.uniform());
          selected.push(...chooseChannels(scores, selected, { choose, random, count, channelsPerStep, keepOneOf }));
        }
        expect(selected).toHaveLength(count);
        expect(new Set(selected).size).toBe(count);
        for (const set of keepOneOf) expect(set.some((channel) => selected.includes(channel))).toBe(true);
      },
    ),
    { seed: 1, numRuns: 500 },
  );
});

test('channels that join step by step serve every layer before the places run out', () => {
  const keepOneOf = group.group.producers.map(({ channels }) => channels);
  const options = { choose: 'largest', random: new Random(1), count: 3, channelsPerStep: 2, keepOneOf } as const;
  const scores = [6, 5, 4, 1, 2, 3];
  expect(chooseChannels(scores, [], options)).toEqual([0, 1]);
  expect(chooseChannels(scores, [0, 1], options)).toEqual([5]);
});

describe('what is decided by hand', () => {
  const byHand = { keep: [2], remove: [0, 3] };
  const scores = [6, 5, 0, 4, 3, 1];
  const options = {
    choose: 'largest',
    random: new Random(1),
    keepOneOf: [
      [0, 1, 2],
      [3, 4, 5],
    ],
    byHand,
  } as const;

  test('stays and goes, whatever the scores: of layer a the kept one, of layer b the best that may stay', () => {
    expect(keepLargest({ ...group, byHand }, scores, 2)).toEqual([2, 4]);
    expect(keepLargest({ ...group, byHand }, scores, 3)).toEqual([1, 2, 4]);
    expect(keepLargest({ ...group, byHand }, scores, 6)).toEqual([1, 2, 4, 5]);
  });

  test('joins first, or never', () => {
    expect(chooseChannels(scores, [], { ...options, count: 3, channelsPerStep: 2 })).toEqual([2, 1]);
    expect(chooseChannels(scores, [2, 1], { ...options, count: 3, channelsPerStep: 2 })).toEqual([4]);
    expect(chooseChannels(scores, [2, 1, 4, 5], { ...options, count: 6, channelsPerStep: 2 })).toEqual([]);
  });
});

describe('of two blocks', () => {
  const blocks = [
    [0, 1, 2],
    [3, 4, 5],
  ];
  const scores = [6, 5, 4, 1, 2, 3];
  const options = { choose: 'largest', random: new Random(1), blocks } as const;

  test('equally many stay, the largest of each', () => {
    expect(keepLargest(groupOf(6, undefined, blocks), scores, 4)).toEqual([0, 1, 4, 5]);
    const byHand = { keep: [3], remove: [0] };
    expect(keepLargest({ ...groupOf(6, undefined, blocks), byHand }, scores, 4)).toEqual([1, 2, 3, 5]);
  });

  test('they join in turn, and in many at a time no further than to where they are even', () => {
    expect(chooseChannels(scores, [], { ...options, count: 4, channelsPerStep: 1 })).toEqual([0]);
    expect(chooseChannels(scores, [0], { ...options, count: 4, channelsPerStep: 1 })).toEqual([5]);
    expect(chooseChannels(scores, [0], { ...options, count: 6, channelsPerStep: 2 })).toEqual([5]);
    expect(chooseChannels(scores, [], { ...options, count: 6, channelsPerStep: 5 })).toEqual([0, 5, 1, 4]);
    expect(stepsTo(6, 1, 1)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(stepsTo(7, 3, 1)).toEqual([3, 3, 1]);
    expect(stepsTo(9, 2, 3)).toEqual([2, 1, 2, 1, 2, 1]);
    expect(stepsTo(9, 7, 3)).toEqual([6, 3]);
  });
});

test('whatever is decided by hand, and however many join at a time, blocks end even, after the steps that were planned', () => {
  const upTo = (most: number) => fc.integer({ min: 1, max: most });
  fc.assert(
    fc.property(upTo(4), upTo(4), fc.nat(4), upTo(9), fc.nat(99), (count, size, kept, channelsPerStep, seed) => {
      const random = new Random(seed);
      const blocks = Array.from({ length: count }, (_, block) =>
        Array.from({ length: size + 1 }, (_, at) => block * (size + 1) + at),
      );
      const each = 1 + (kept % size);
      const byHand = { keep: [blocks[0]![1]!], remove: [blocks.at(-1)![0]!] };
      const wanted = each * count;
      const options = { choose: 'largest', random, channelsPerStep, blocks, byHand, count: wanted } as const;
      const selected: number[] = [];
      for (const joining of stepsTo(wanted, channelsPerStep, count)) {
        const scores = blocks.flat().map(() => random.uniform());
        const chosen = chooseChannels(scores, selected, options);
        expect(chosen).toHaveLength(joining);
        selected.push(...chosen);
      }
      expect(new Set(selected).size).toBe(wanted);
      expect(areEven(blocks, selected)).toBe(true);
      expect([selected.includes(byHand.keep[0]!), selected.includes(byHand.remove[0]!)]).toEqual([true, false]);
    }),
    { seed: 1, numRuns: 300 },
  );
});
