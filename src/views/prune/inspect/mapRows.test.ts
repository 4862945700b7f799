import { expect, test } from 'vitest';
import { figuresOf, rangeOf } from './mapFigures';
import { rowFigures, rowsOf } from './mapRows';

test('channels stand in rows by what has become of them', () => {
  expect(rowsOf(['kept', 'removed', 'joining', 'removed'])).toEqual([
    { row: 'kept', channels: [0, 2] },
    { row: 'removed', channels: [1, 3] },
  ]);
  expect(rowsOf(['undecided'])).toEqual([
    { row: 'kept', channels: [] },
    { row: 'undecided', channels: [0] },
  ]);
});

test('figures of maps, by hand; a channel without a map counts for nothing', () => {
  const maps = { at: 'a', height: 1, width: 2, channels: [0, 2], values: Float32Array.of(1, 3, 0, 0) };
  expect(rowFigures(maps, [0, 1, 2])).toEqual({ mean: 1, silent: 1 });
  expect(rowFigures(maps, [1])).toEqual({ mean: 0, silent: 0 });
  expect(figuresOf(Float32Array.of(0, 4))).toEqual({ mean: 2, most: 4, zero: 0.5 });
  expect(rangeOf(maps.values)).toEqual([0, 3]);
});
