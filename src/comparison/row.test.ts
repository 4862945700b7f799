import { expect, test } from 'vitest';
import type { Measured, Report } from '../engine/run/events';
import { compressedRowsOf, rowOf } from './row';

const measured = (values: Partial<Measured>): Measured => ({
  ...{ accuracy: 0.9, low: 0.88, high: 0.92, images: 1000, isAgreement: false, params: 200, flops: 8000, bytes: 800 },
  ...values,
});

const gap = { gap: 0.05, low: 0.03, high: 0.07, baselineOnly: 60, prunedOnly: 10 };

const report = (pruned: Partial<Measured>): Report => ({
  ...{ network: 'small', dataset: { name: 'some' }, method: { id: 'dcp' }, baseline: measured({}) },
  ...{
    selected: measured({ accuracy: 0.6 }),
    pruned: measured({ accuracy: 0.85, params: 100, bytes: 400, ...pruned }),
  },
  latency: [1, 32].map((images) => ({
    ...{ images, runs: 20, baseline: { median: 2 * images, q1: 1, q3: 3 }, pruned: { median: images, q1: 1, q3: 3 } },
  })),
  layers: [{ name: 'conv2', channels: 4, kept: [0, 2] }],
  ...{ seconds: { baseline: 1, auxiliary: 2, selection: 3, 'fine-tuning': 10 }, seed: 1, backend: 'wasm' },
});

const settings = { network: 'small', method: 'dcp', rate: 0.5, seed: 1 };

test('accuracies in points, the time of one image, choosing with what is trained for it', () => {
  const row = rowOf(settings, report({ gap }));
  expect(row).toMatchObject({ baselineAccuracy: 90, selectedAccuracy: 60, accuracy: 85 });
  expect(row).toMatchObject({ widths: { conv2: 2 }, baselineWidths: { conv2: 4 }, kept: { conv2: [0, 2] } });
  expect(row).toMatchObject({ milliseconds: 1, baselineMilliseconds: 2, selectionSeconds: 5, seconds: 16, bytes: 400 });
  expect(row.gap).toBeCloseTo(5);
});

test('a sparse network has the bytes that it is stored in', () => {
  const sparse = { unit: 'kernel', units: 10, kept: 5, weights: 60, storedBytes: 250, layers: [] } as const;
  expect(rowOf(settings, report({ gap, sparse })).bytes).toBe(250);
});

test('shares of images without labels are agreement', () => {
  expect(rowOf(settings, report({ gap, isAgreement: true })).isAgreement).toBe(true);
  expect(rowOf(settings, report({ gap })).isAgreement).toBeUndefined();
});

test('without a gap there is nothing to compare', () => expect(() => rowOf(settings, report({}))).toThrow());

test('stored in fewer bits it is a row of its own: its gap and interval are from the baseline', () => {
  const stored = { gap: 0.01, low: -0.005, high: 0.025, baselineOnly: 12, prunedOnly: 2 };
  const baselineGap = { gap: 0.06, low: 0.035, high: 0.08, baselineOnly: 70, prunedOnly: 10 };
  const fewer = { measured: measured({ accuracy: 0.84, gap: stored }), baselineGap, storedBytes: 110 };
  const reason = { code: 'diverged.fine-tuning', params: {} } as const;
  const compressed = [
    { id: 'int8', ...fewer },
    { id: 'twn', ...fewer, epochs: 2, stopped: reason },
  ] as const;
  const whole = { ...report({ gap }), compressed: [...compressed] };
  const [row, trained] = compressedRowsOf(rowOf({ ...settings, variant: 'lambda 0' }, whole), whole);
  expect(row).toMatchObject({ variant: 'lambda 0', compression: { id: 'int8' }, accuracy: 84, bytes: 110 });
  expect(row?.isStopped).toBeUndefined();
  expect(trained).toMatchObject({ compression: { id: 'twn', epochs: 2 }, isStopped: true });
  const { flops, milliseconds, selectionSeconds, seconds } = row!;
  expect([flops, milliseconds, selectionSeconds, seconds]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
  expect(row).not.toHaveProperty('quartiles');
  expect([row?.gap, row?.gapLow, row?.gapHigh]).toEqual([6, 3.5, 8].map((points) => expect.closeTo(points, 9)));
});

test('a report that does not tell that: the gaps of pruning and of storing add up, their intervals are widened to hold at once', () => {
  const stored = { gap: 0.01, low: -0.005, high: 0.025, baselineOnly: 12, prunedOnly: 2 };
  const compressed = [{ id: 'int8', measured: measured({ accuracy: 0.84, gap: stored }), storedBytes: 110 }];
  const whole = { ...report({ gap }), compressed };
  const [row] = compressedRowsOf(rowOf(settings, whole), whole);
  // 5 + 1; 2.2414 / 1.96 times 2 + 1.5 to both sides
  const ends = [6, 6 - 4.002579, 6 + 4.002579].map((points) => expect.closeTo(points, 5));
  expect([row?.gap, row?.gapLow, row?.gapHigh]).toEqual(ends);
});
