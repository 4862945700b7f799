import { expect, test } from 'vitest';
import { csvOf } from './csv';
import { rowWith } from './testing';

test('a header and a line a row; commas and quotes are quoted, what a row has not is empty', () => {
  const rows = [rowWith({ network: 'a "b", c' }), rowWith({ variant: 'lambda 0', seed: 2 })];
  const [head, first, second, end] = csvOf(rows).split('\r\n');
  const columns = head!.split(',');
  expect(first).toMatch(/^"a ""b"", c",dcp,0\.5,1,some,1000,90,/);
  expect(second!.split(',')[columns.indexOf('variant')]).toBe('lambda 0');
  expect(first).toMatch(/,conv2:2 conv3:3,conv2:4 conv3:6,conv2:0\+3 conv3:1\+2\+5,$/);
  expect(end).toBe('');
});

test('of no rows there is nothing to say', () => expect(csvOf([])).toBe(''));
