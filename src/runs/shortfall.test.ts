import { expect, test } from 'vitest';
import type { Measured, Report } from '../engine/run/events';
import { shortfallOf } from './shortfall';

const measured = (accuracy: number): Measured => ({
  ...{ accuracy, low: 0, high: 1, images: 100, isAgreement: false, params: 1, flops: 1, bytes: 1 },
});

/** @param accuracies of the unpruned network, after the cut and after fine-tuning */
const report = ([baseline, selected, pruned]: readonly [number, number, number], isMet?: boolean): Report => ({
  ...{
    network: 'n',
    dataset: { name: 'd', images: { train: 900, validation: 100, test: 100 } },
    method: { id: 'dcp' },
  },
  ...{ baseline: measured(baseline), selected: measured(selected), pruned: measured(pruned) },
  ...{ latency: [], layers: [], seconds: {}, seed: 1, backend: 'wasm' },
  ...(isMet === undefined ? {} : { search: { tried: 1, kept: 1, isMet } }),
});

const oneByRate = { target: { kind: 'rate' } } as const;
const onePoint = { target: { kind: 'lose', points: 1 } } as const;
const aTime = { target: { kind: 'latency', milliseconds: 2, batch: 1 } } as const;
const aSize = { target: { kind: 'bytes', most: 1000 } } as const;

test('a run within its target that loses ten points at the most falls short in nothing', () => {
  expect(shortfallOf(report([0.5, 0.125, 0.4375]), oneByRate)).toBeUndefined();
  expect(shortfallOf(report([0.5, 0.125, 0.4375], true), onePoint)).toBeUndefined();
  expect(shortfallOf(report([0.5, 0.125, 0.4375], true), aSize)).toBeUndefined();
});

test('more than ten points are told, with the target of points if there was one', () => {
  const lost = { lost: 25, next: 'less' };
  expect(shortfallOf(report([0.75, 0.25, 0.5]), oneByRate)).toEqual({ code: 'lost', most: 0, ...lost });
  expect(shortfallOf(report([0.75, 0.25, 0.5], false), onePoint)).toEqual({ code: 'lost-target', most: 1, ...lost });
  expect(shortfallOf(report([0.75, 0.25, 0.5], false), aSize)).toEqual({ code: 'lost', most: 0, ...lost });
});

test('a target that is not met is told, however little is lost', () => {
  expect(shortfallOf(report([0.75, 0.25, 0.75], false), onePoint)).toMatchObject({ code: 'not-met', lost: 0 });
  expect(shortfallOf(report([0.75, 0.25, 0.6875], false), onePoint)).toMatchObject({ code: 'lost-target', lost: 6.25 });
  expect(shortfallOf(report([0.75, 0.25, 0.6875], false), aSize)).toMatchObject({ code: 'not-met', lost: 6.25 });
});

test('a time that is missed is asked for anew, a little shorter', () => {
  expect(shortfallOf(report([0.75, 0.25, 0.75], false), aTime)).toMatchObject({ code: 'not-met', next: 'time' });
  expect(shortfallOf(report([0.75, 0.25, 0.5], false), aTime)).toMatchObject({ code: 'lost', next: 'less' });
  expect(shortfallOf(report([0.75, 0.25, 0.75], true), aTime)).toBeUndefined();
});

test('the next step: a lower rate where fine-tuning has done harm, more images where there are few, else to remove less', () => {
  const few = { name: 'd', images: { train: 48, validation: 48, test: 12 } };
  expect(shortfallOf(report([0.75, 0.625, 0.5]), oneByRate)?.next).toBe('learning-rate');
  expect(shortfallOf({ ...report([0.75, 0.25, 0.5]), dataset: few }, oneByRate)?.next).toBe('images');
  expect(shortfallOf({ ...report([0.75, 0.25, 0.5]), dataset: { name: 'd' } }, oneByRate)?.next).toBe('less');
});
