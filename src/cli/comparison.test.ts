import { expect, test } from 'vitest';
import { summaryOf, tableOf } from './comparison';

const measured = (baseline: number, selected: number, pruned: number, seconds: number) => ({
  baseline: { accuracy: baseline },
  selected: { accuracy: selected },
  pruned: { accuracy: pruned, params: 100, flops: 2000 },
  seconds: { selection: seconds / 4, 'fine-tuning': (3 * seconds) / 4 },
});

test('means and spreads over seeds by hand, and the ratio run by run', () => {
  const runs = [
    { seed: '1', report: measured(0.9, 0.6, 0.85, 20), beside: measured(0.9, 0.5, 0.8, 40) },
    { seed: '2', report: measured(0.9, 0.7, 0.87, 30), beside: measured(0.9, 0.4, 0.7, 30) },
  ].map((run) => ({ model: 'small', method: 'dcp', rate: '0.5', ...run }));
  const [row, ...others] = summaryOf(runs);
  expect(others).toEqual([]);
  expect(row).toMatchObject({ seeds: 2, params: { mean: 100 }, selected: { mean: 65, least: 60, most: 70 } });
  expect(row?.gap.mean).toBeCloseTo(4);
  expect(row?.besideGap?.mean).toBeCloseTo(15);
  expect(row?.ratio).toEqual({ mean: 0.75, least: 0.5, most: 1 });
  expect(tableOf(summaryOf(runs)).split('\n').at(-1)).toBe(
    '| small | dcp | 0.5 | 2 | 100 | 2.00e+3 | 65.0 (60.0 to 70.0) | 4.0 (3.0 to 5.0) | 15.0 (10.0 to 20.0) | 25 (20 to 30) | 0.75 (0.50 to 1.00) |',
  );
});
