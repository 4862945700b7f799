import { expect, test } from 'vitest';
import { AppendOnly } from '../../runs/appendOnly';
import { untouchedLayer } from '../../runs/state';
import { cellsOf } from './cells';

const layer = untouchedLayer({ name: 'a', channels: 5, keeps: 2 });

test('channels stay in their places, whatever is known of them', () => {
  expect(cellsOf(layer, [])).toEqual(Array(5).fill('undecided'));
  const begun = { ...layer, chosen: AppendOnly.from([3, 0]) };
  expect(cellsOf(begun, [0])).toEqual(['joining', 'undecided', 'undecided', 'kept', 'undecided']);
  expect(cellsOf({ ...begun, isDone: true }, [])).toEqual(['kept', 'removed', 'removed', 'kept', 'removed']);
});
