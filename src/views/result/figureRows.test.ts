import { expect, test } from 'vitest';
import type { Measured } from '../../engine/run/events';
import { emptyState } from '../../runs/state';
import { figureRows } from './figureRows';

const measured = (flops: number): Measured => ({
  ...{ accuracy: 0.9, low: 0.88, high: 0.92, images: 1000, isAgreement: false, params: 100, flops, bytes: 400 },
});

const changeOf = (baseline: number, pruned: number, spread = 0.1): string | undefined => {
  const around = (median: number) => ({ median, q1: median * (1 - spread), q3: median * (1 + spread) });
  const latency = [{ images: 1, runs: 20, baseline: around(baseline), pruned: around(pruned) }];
  const state = { ...emptyState, measured: { baseline: measured(3900), pruned: measured(1000) }, latency };
  return figureRows(state).find(({ term }) => term === 'latency')?.change;
};

test('a speed-up is told where quartiles lie apart and fewer FLOPs can explain it', () => {
  expect(changeOf(4, 1)).toBe('4.00× faster');
  expect(changeOf(1, 4)).toBe('4.00× slower');
  expect(changeOf(30.25, 1)).toBe('more than fewer FLOPs explain: the machine was busy');
});

test('where quartiles overlap the machine is too noisy to tell, unless the medians are alike as well', () => {
  expect(changeOf(1.04, 1, 0.2)).toBe('no difference');
  expect(changeOf(1, 1.04, 0.2)).toBe('no difference');
  expect(changeOf(1.1, 0.34, 0.8)).toBe('too noisy to tell');
  expect(changeOf(6.23, 9.57, 0.3)).toBe('too noisy to tell');
});

test('a time says of how many images it is, and of how many runs', () => {
  const around = { median: 4, q1: 3, q3: 5 };
  const latency = [{ images: 32, runs: 6, baseline: around, pruned: around }];
  const rows = figureRows({ ...emptyState, latency }).filter(({ term }) => term === 'latency');
  expect(rows.map(({ below }) => below)).toEqual(['1 image', '32 images, 6 runs']);
});

test('a network of the same widths from scratch has a row of its own; with predicted labels agreement is told', () => {
  const gap = { gap: 0.25, low: 0.2, high: 0.3, baselineOnly: 30, prunedOnly: 5 };
  const scratch = { ...measured(1000), accuracy: 0.65, gap };
  const state = { ...emptyState, trainsScratch: true, measured: { baseline: measured(3900), scratch } };
  const rows = figureRows(state);
  expect(rows.map(({ term }) => term).slice(0, 3)).toEqual(['accuracy', 'errorGap', 'scratch']);
  expect(rows[2]).toMatchObject({ figures: [undefined, undefined, { value: '65.0%' }] });
  expect(rows[2]?.change).toContain('+25.0');
  const predicted = { ...measured(3900), isAgreement: true };
  const [first] = figureRows({ ...emptyState, measured: { baseline: predicted } });
  expect(first).toMatchObject({ term: 'agreement', name: 'Agreement' });
});
