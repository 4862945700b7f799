import { describe, expect, test } from 'vitest';
import { groupOf } from '../testing/contributions';
import { countByHand, decidedByHand } from './decidedByHand';

/** Six channels, of which two layers make three each. */
const group = groupOf(6, [
  [0, 1, 2],
  [3, 4, 5],
]);
const decided = (keep: number[], remove: number[]) => decidedByHand([group], { [group.id]: { keep, remove } })[0]!;

test('as many channels stay as are asked for, within what is decided by hand', () => {
  expect(countByHand(group, 0)).toBe(0);
  expect(countByHand(decided([0, 1, 2], []), 2)).toBe(4);
  expect(countByHand(decided([0, 4], [1]), 1)).toBe(2);
  expect(countByHand(decided([], [1, 3]), 6)).toBe(4);
  expect(countByHand(decided([], [1, 3]), 3)).toBe(3);
});

test.each([
  ['recipe.by-hand-channel', [6], []],
  ['recipe.by-hand-channel', [2], [2]],
  ['recipe.by-hand-none', [], [3, 4, 5]],
])('%s: what cannot be is refused', (code, keep, remove) => {
  expect(() => decided(keep, remove)).toThrow(expect.objectContaining({ code }));
});

describe('in two blocks', () => {
  const blocks = [
    [0, 1, 2],
    [3, 4, 5],
  ];
  const inBlocks = (keep: number[], remove: number[]) =>
    decidedByHand([groupOf(6, undefined, blocks)], { reader: { keep, remove } })[0]!;

  test('as many stay of one as of the other', () => {
    expect(countByHand(inBlocks([0, 1], []), 2)).toBe(4);
    expect(countByHand(inBlocks([], [0, 1]), 6)).toBe(2);
    expect(countByHand(inBlocks([0], [1, 4]), 2)).toBe(2);
    expect(countByHand(inBlocks([0], [1, 4]), 6)).toBe(4);
  });

  test.each([
    ['recipe.by-hand-none', [], [3, 4, 5]],
    ['recipe.by-hand-blocks', [0, 1, 2], [4]],
  ])('%s: what cannot be is refused', (code, keep, remove) => {
    expect(() => inBlocks(keep, remove)).toThrow(expect.objectContaining({ code }));
  });
});

test('so is a layer that is not there', () => {
  expect(() => decidedByHand([group], { other: { keep: [], remove: [0] } })).toThrow(
    expect.objectContaining({ code: 'recipe.by-hand-layer' }),
  );
});
