import { expect, test } from 'vitest';
import { pointsOf } from './points';
import { sizeOf, unprunedSizeOf } from './size';
import { speedOf } from './speed';
import { rowWith } from './testing';

const timed = (baseline: readonly [number, number, number], pruned: readonly [number, number, number]) =>
  rowWith({
    ...{ baselineMilliseconds: baseline[1], milliseconds: pruned[1] },
    quartiles: { baseline: { q1: baseline[0], q3: baseline[2] }, pruned: { q1: pruned[0], q3: pruned[2] } },
  });

test('faster or slower where the quartiles lie apart, else too noisy to tell', () => {
  expect(speedOf(timed([3, 4, 5], [1, 2, 2.5]))).toBe('faster');
  expect(speedOf(timed([3, 4, 5], [6, 7, 8]))).toBe('slower');
  expect(speedOf(timed([3, 4, 5], [1, 2, 3]))).toBe('noisy');
  expect(speedOf(timed([3, 4, 5], [3, 4, 9]))).toBe('noisy');
  expect(speedOf(rowWith({}))).toBe('noisy');
  expect(speedOf(rowWith({ milliseconds: Number.NaN }))).toBeUndefined();
});

test('thirty times faster by four times fewer FLOPs is what a busy machine measures', () => {
  expect(speedOf(timed([20, 30, 40], [0.9, 1, 1.1]))).toBe('busy');
  expect(speedOf(timed([5, 6, 7], [0.9, 1, 1.1]))).toBe('faster');
});

test('time is compared as the share of the unpruned network’s in the same run, whatever the machine', () => {
  const rows = [
    rowWith({ seed: 1, milliseconds: 1, baselineMilliseconds: 2 }),
    rowWith({ seed: 2, milliseconds: 10, baselineMilliseconds: 40 }),
  ];
  expect(pointsOf(rows).map((point) => sizeOf(point, 'milliseconds'))).toEqual([0.375]);
  expect(unprunedSizeOf(rows[0]!, 'milliseconds')).toBe(1);
  expect(unprunedSizeOf(rows[0]!, 'params')).toBe(200);
});
