import { expect, test } from 'vitest';
import { markdownOf } from './markdown';
import { summaryOf } from './summary';
import { rowWith } from './testing';

test('means and ends over seeds, by hand', () => {
  const [row, ...others] = summaryOf([
    rowWith({ seed: 1, selectedAccuracy: 60, accuracy: 85, gap: 5, gapLow: 3, gapHigh: 7, seconds: 20 }),
    rowWith({ seed: 2, selectedAccuracy: 70, accuracy: 87, gap: 3, gapLow: 2, gapHigh: 4, seconds: 40 }),
  ]);
  expect(others).toEqual([]);
  expect(row).toMatchObject({
    ...{ seeds: 2, hasEqualWidths: true, gapMargin: 1.5 },
    selectedAccuracy: { mean: 65, least: 60, most: 70 },
    gap: { mean: 4, least: 3, most: 5 },
    seconds: { mean: 30, least: 20, most: 40 },
  });
  expect(markdownOf([row!]).split('\n').at(-1)).toBe(
    '| small | DCP | 0.5 | 2 | 100 | 2.00e+3 | 0 | 1000 | 90.0 | 65.0 (60.0 to 70.0) | 86.0 (85.0 to 87.0) ± 2.0 | 4.0 (3.0 to 5.0) ± 1.5 | 1.00 | 30 | 5 |',
  );
});

test('seeds that were pre-trained each have an unpruned network of their own', () => {
  const [row] = summaryOf(
    [80, 83, 86].map((baselineAccuracy, index) => rowWith({ seed: index + 1, baselineAccuracy })),
  );
  expect(row?.baselineAccuracy).toEqual({ mean: 83, least: 80, most: 86 });
  const [head, , cells] = markdownOf([row!])
    .split('\n')
    .map((line) => line.split(' | '));
  expect(cells?.[head!.indexOf('unpruned, %')]).toBe('83.0 (80.0 to 86.0)');
});

test('a method that keeps other widths than the first is told so; another rate is another contest', () => {
  const narrower = { conv2: 8, conv3: 15 };
  const summary = summaryOf([
    rowWith({ method: 'dcp' }),
    rowWith({ method: 'l1' }),
    rowWith({ method: 'dcp-adapt', widths: narrower }),
    rowWith({ method: 'l1', rate: 0.7, widths: narrower }),
  ]);
  expect(summary.map(({ method, rate, hasEqualWidths }) => [method, rate, hasEqualWidths])).toEqual([
    ['dcp', 0.5, true],
    ['l1', 0.5, true],
    ['dcp-adapt', 0.5, false],
    ['l1', 0.7, true],
  ]);
  expect(markdownOf(summary).split('\n')[4]).toContain('| 100, other widths |');
});

test('arms of an ablation are rows of their own', () => {
  const summary = summaryOf([rowWith({ variant: 'lambda 0' }), rowWith({ variant: 'lambda 1' })]);
  expect(summary.map(({ variant }) => variant)).toEqual(['lambda 0', 'lambda 1']);
  expect(markdownOf(summary)).toContain('| 0.5, lambda 1 |');
});

test('ways to store one network, and how long it was trained for them, are rows of their own', () => {
  const ways = [{ id: 'twn' }, { id: 'twn', epochs: 2 }, { id: 'fp16' }];
  const summary = summaryOf(ways.flatMap((compression) => [1, 2].map((seed) => rowWith({ seed, compression }))));
  expect(summary.map(({ compression, seeds }) => [compression, seeds])).toEqual(ways.map((way) => [way, 2]));
  expect(markdownOf(summary)).toContain('| 0.5, Ternary weights (TWN), trained for 2 epochs |');
  expect(markdownOf(summary).split('\n').at(-1)).toContain(' | 1000 | 90.0 | 60.0 | 85.0 ± 2.0 | 5.0 ± 2.0 |');
});

test('of a network in fewer bits neither FLOPs nor times are told: none was measured', () => {
  const none = Number.NaN;
  const unmeasured = { flops: none, milliseconds: none, seconds: none, selectionSeconds: none };
  const table = markdownOf(summaryOf([rowWith({ compression: { id: 'int8' }, ...unmeasured })]));
  expect(table.split('\n').at(-1)).toMatch(/ \| 100 \| {2}\| 0 \| .* ± 2\.0 \| {2}\| {2}\| {2}\|$/);
  expect(table).not.toContain('NaN');
});

test('runs whose last training diverged are counted', () => {
  const summary = summaryOf([rowWith({ isStopped: true }), rowWith({ seed: 2 })]);
  expect(summary.map(({ seeds, stopped }) => [seeds, stopped])).toEqual([[2, 1]]);
  expect(markdownOf(summary)).toContain('| 2, 1 ended early |');
});

test('runs that were made otherwise are rows of their own, beside the same standard of widths', () => {
  const setup = { streams: 'convolutions', epochs: 6, lambda: 0.1 };
  const summary = summaryOf([
    rowWith({ seed: 1, setup }),
    rowWith({ seed: 1 }),
    rowWith({ seed: 1, setup: { ...setup, epochs: 24 }, widths: { conv2: 1, conv3: 1 } }),
    rowWith({ seed: 2, setup }),
  ]);
  expect(summary.map(({ seeds, hasEqualWidths }) => [seeds, hasEqualWidths])).toEqual([
    [2, true],
    [1, true],
    [1, false],
  ]);
});

test('a name with a bar in it ends no cell', () => {
  const [head = '', , row = ''] = markdownOf(summaryOf([rowWith({ network: 'a|b' })])).split('\n');
  expect(row).toMatch(/^\| a\\\|b \| DCP \|/);
  expect(row.split(/(?<!\\)\|/)).toHaveLength(head.split('|').length);
});
