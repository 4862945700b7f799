import { expect, test } from 'vitest';
import { AppendOnly } from '../../../runs/appendOnly';
import { untouchedLayer } from '../../../runs/state';
import { triesFor } from './tries';

const layer = untouchedLayer({ name: 'a', channels: 4, keeps: 2 });
const done = { ...layer, chosen: AppendOnly.from([3, 0]), isDone: true };

test('a channel of a layer that is not settled can be tried alone', () => {
  expect(triesFor(layer, 1)).toEqual([{ change: 'remove', choice: { before: [0, 1, 2, 3], after: [0, 2, 3] } }]);
  expect(triesFor(untouchedLayer({ name: 'a', channels: 1, keeps: 1 }), 0)).toEqual([]);
});

test('once it is settled a channel can be taken from those that are kept, or put back', () => {
  expect(triesFor(done, 3)[1]).toEqual({ change: 'remove', kept: 2, choice: { before: [0, 3], after: [0] } });
  expect(triesFor(done, 1)[1]).toEqual({ change: 'keep', kept: 2, choice: { before: [0, 3], after: [0, 1, 3] } });
  const single = { ...layer, chosen: AppendOnly.from([2]), isDone: true };
  expect(triesFor(single, 2).map(({ kept }) => kept)).toEqual([undefined]);
});
