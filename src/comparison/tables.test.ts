import { expect, test } from 'vitest';
import { csvOf } from './tables';
import { rowWith } from './testing';

/** Cells by column, of lines without quotes. */
function cellsOf(csv: string): Array<Record<string, string>> {
  const [head = '', ...lines] = csv.trimEnd().split('\r\n');
  const columns = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, index) => [columns[index], cell])));
}

test('a header and a line a row; commas and quotes are quoted, what a row has not is empty', () => {
  const rows = [rowWith({ network: 'a "b", c' }), rowWith({ variant: 'lambda 0', seed: 2 })];
  const [head, first, second, end] = csvOf(rows).split('\r\n');
  const columns = head!.split(',');
  expect(first).toMatch(/^"a ""b"", c",dcp,0\.5,1,some,1000,90,/);
  expect(second!.split(',')[columns.indexOf('variant')]).toBe('lambda 0');
  expect(first).toMatch(/,conv2:2 conv3:3,conv2:4 conv3:6,conv2:0\+3 conv3:1\+2\+5,true,?$/);
  expect(end).toBe('');
});

test('other widths than the first row of the same rate has, a way to store and a run that ended early are told', () => {
  const cells = cellsOf(
    csvOf([
      rowWith({}),
      rowWith({ method: 'l1', widths: { conv2: 1, conv3: 3 } }),
      rowWith({ compression: { id: 'twn', epochs: 2 }, isStopped: true }),
    ]),
  );
  expect(cells.map(({ hasEqualWidths }) => hasEqualWidths)).toEqual(['true', 'false', 'true']);
  expect(cells[2]).toMatchObject({ compression: 'twn', compressionEpochs: '2', isStopped: 'true' });
  expect(cells[0]).toMatchObject({ compression: '', isStopped: '' });
});

test('how a run was made has columns of its own, and so have the quartiles of its times', () => {
  const setup = { preset: 'quick', streams: 'locked', epochs: 1, epochImages: 500, samples: 512, lambda: 0.1 };
  const quartiles = { baseline: { q1: 1.5, q3: 2.5 }, pruned: { q1: 0.5, q3: 1.25 } };
  const [cells, other] = cellsOf(csvOf([rowWith({ setup, quartiles }), rowWith({})]));
  expect(cells).toMatchObject({ preset: 'quick', streams: 'locked', epochs: '1', epochImages: '500' });
  expect(cells).toMatchObject({ samples: '512', lambda: '0.1', seed: '1' });
  expect(cells).toMatchObject({ millisecondsQ1: '0.5', millisecondsQ3: '1.25' });
  expect(cells).toMatchObject({ baselineMillisecondsQ1: '1.5', baselineMillisecondsQ3: '2.5' });
  expect(other).toMatchObject({ preset: '', epochs: '', millisecondsQ1: '' });
});

test('what was not measured is empty', () => {
  const [cells] = cellsOf(
    csvOf([rowWith({ compression: { id: 'int8' }, flops: Number.NaN, milliseconds: Number.NaN })]),
  );
  expect(cells).toMatchObject({ flops: '', milliseconds: '', bytes: '400' });
});

test('numbers are written as by hand', () => {
  const [cells] = cellsOf(csvOf([rowWith({ accuracy: 82.69999999999999, gap: 7.000000000000001, flops: 13481216 })]));
  expect(cells).toMatchObject({ accuracy: '82.7', gap: '7', flops: '13481216' });
});

test('of no rows there is nothing to say', () => expect(csvOf([])).toBe(''));
