import { expect, test } from 'vitest';
import { choicesOf, verdictOf, withNextVerdict, withVerdict } from './byHand';

test('a channel is kept, removed, or left to the method; a group of which nothing is decided is not told of', () => {
  const kept = withVerdict({}, 'a', 4, 'keep');
  expect(kept).toEqual({ a: { keep: [4], remove: [] } });
  const both = withVerdict(withVerdict(kept, 'a', 2, 'keep'), 'b', 0, 'remove');
  expect(both).toEqual({ b: { keep: [], remove: [0] }, a: { keep: [2, 4], remove: [] } });
  expect([verdictOf(both, 'a', 2), verdictOf(both, 'b', 0), verdictOf(both, 'c', 1)]).toEqual([
    'keep',
    'remove',
    'method',
  ]);
  expect(withVerdict(both, 'a', 2, 'remove').a).toEqual({ keep: [4], remove: [2] });
  expect(withVerdict(kept, 'a', 4, 'method')).toEqual({});
});

test('verdicts on a channel go round', () => {
  const kept = withNextVerdict({ a: { keep: [2], remove: [] } }, 'a', 0);
  const removed = withNextVerdict(kept, 'a', 0);
  expect([kept.a, removed.a]).toEqual([
    { keep: [0, 2], remove: [] },
    { keep: [2], remove: [0] },
  ]);
  expect(withNextVerdict(removed, 'a', 0)).toEqual({ a: { keep: [2], remove: [] } });
});

test('of the choices of several recipes the last wins', () => {
  const before = { a: { keep: [2, 4], remove: [1] } };
  const after = { a: { keep: [1], remove: [4, 7] }, b: { keep: [0], remove: [] } };
  expect(choicesOf([before, after], 'a')).toEqual({ keep: [2, 1], remove: [4, 7] });
  expect(choicesOf([before, after], 'b')).toEqual({ keep: [0], remove: [] });
  expect(choicesOf([before], 'c')).toEqual({ keep: [], remove: [] });
});

test('a group may be called like what every object has', () => {
  expect(verdictOf({}, 'constructor', 1)).toBe('method');
  expect(withVerdict({}, 'toString', 1, 'keep')).toEqual({ toString: { keep: [1], remove: [] } });
});
