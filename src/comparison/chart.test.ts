import { expect, test } from 'vitest';
import { chartOf } from './chart';
import { pointsOf } from './points';
import { readRows } from './readRows';
import { smallestWithin } from './smallest';
import { rowWith } from './testing';

const frame = { width: 500, height: 300, left: 40, right: 60, top: 20, bottom: 30 };

const rows = [
  rowWith({ seed: 1, accuracy: 84, gap: 6 }),
  rowWith({ seed: 2, accuracy: 86, gap: 4 }),
  rowWith({ method: 'l1', accuracy: 80, accuracyLow: 77, gap: 10 }),
  rowWith({ method: 'l1', rate: 0.3, flops: 4000, accuracy: 89.5, gap: 0.5 }),
  rowWith({ method: 'random', rate: 0.3, flops: 4000, accuracy: 89, gap: 1 }),
];
const points = pointsOf(rows);

test('a point for the seeds of a method at a rate; marks keep to the plot, larger further right, better higher', () => {
  expect(points.map((point) => point.rows.length)).toEqual([2, 1, 1, 1]);
  const { marks, methods, unpruned } = chartOf(points, 'flops', frame);
  expect(methods).toEqual(['dcp', 'random', 'l1']);
  const [dcp, l1, better, random] = marks;
  expect(dcp!.seedsY).toHaveLength(2);
  expect(dcp!.y).toBeCloseTo((dcp!.seedsY[0]! + dcp!.seedsY[1]!) / 2, 9);
  expect([dcp!.y < l1!.y, better!.y < dcp!.y, unpruned.y < better!.y]).toEqual([true, true, true]);
  expect([dcp!.x < better!.x, l1!.x < random!.x]).toEqual([true, true]);
  expect(dcp!.lowY - dcp!.y).toBeCloseTo(dcp!.y - dcp!.highY, 9);
  for (const mark of marks) {
    expect(mark.x).toBeGreaterThanOrEqual(frame.left);
    expect(mark.x).toBeLessThanOrEqual(frame.width - frame.right);
    for (const at of [mark.y, mark.cut!.y, mark.lowY]) expect(at).toBeLessThanOrEqual(frame.height - frame.bottom);
  }
});

test('places tell sizes truly: equal ones stand above one another, and another lies beside them, however many they are', () => {
  const methods = ['dcp', 'random', 'l1', 'l2', 'fpgm', 'apoz', 'taylor', 'thinet', 'cp', 'slimming'];
  const equal = methods.map((method, index) => rowWith({ method, flops: 4_000_000, accuracy: 78 + index / 4 }));
  const between = rowWith({ method: 'dcp-adapt', flops: 4_600_000 });
  const { marks, x } = chartOf(pointsOf([...equal, between]), 'flops', frame);
  for (const { point, x: at } of marks) expect(Math.abs(at - x(point.summary.flops.mean))).toBeLessThanOrEqual(12);
  const alone = chartOf(pointsOf([...equal.slice(0, 1), between]), 'flops', frame);
  expect(alone.marks.map(({ x: at }) => at)).toEqual([alone.x(4_000_000), alone.x(4_600_000)]);
});

test('the axis begins below the least accurate network, not at a network that guesses right after its cut', () => {
  const guessing = rowWith({ method: 'wm', flops: 3000, selectedAccuracy: 10 });
  const { marks, floor, y } = chartOf(pointsOf([...rows, guessing]), 'flops', frame);
  expect([floor > 10, floor <= 60]).toEqual([true, true]);
  expect(y(floor)).toBe(frame.height - frame.bottom);
  expect(marks.map(({ cut }) => cut!.isBelow)).toEqual([false, false, false, false, true]);
  expect(marks.at(-1)!.cut!.y).toBe(frame.height - frame.bottom);
});

test('a network that has lost more than half of its accuracy right after its cut does not lengthen the axis', () => {
  const scratch = rowWith({ method: 'wm', accuracy: 60, accuracyLow: 57, selectedAccuracy: 70 });
  const of = (selectedAccuracy: number) =>
    chartOf(pointsOf([...rows, scratch, rowWith({ method: 'slimming', selectedAccuracy })]), 'flops', frame);
  expect(of(22).floor).toBeGreaterThan(45);
  expect(of(22).marks.at(-1)!.cut!.isBelow).toBe(true);
  expect(of(48).floor).toBeLessThanOrEqual(48);
});

test('networks far below half of all stand at the foot, and leave the axis to the others', () => {
  const scratch = [30, 33].map((accuracy) => rowWith({ method: 'wm', accuracy, accuracyLow: accuracy - 3 }));
  const { marks, floor } = chartOf(pointsOf([...rows, ...scratch]), 'flops', frame);
  expect(floor).toBeGreaterThan(50);
  expect(marks.map(({ isBelow }) => isBelow)).toEqual([false, false, false, false, true]);
  expect(marks.at(-1)!.y).toBe(frame.height - frame.bottom);
  expect(chartOf(points, 'flops', frame).marks.some(({ isBelow }) => isBelow)).toBe(false);
});

test('the axis has room for the best of all unpruned networks and of all pruned ones, not for the first row’s alone', () => {
  const arms = [
    rowWith({ variant: 'one', baselineAccuracy: 40, accuracy: 38, accuracyLow: 35, accuracyHigh: 41 }),
    rowWith({ variant: 'two', baselineAccuracy: 88 }),
    rowWith({ variant: 'three', baselineAccuracy: 70, accuracy: 95, accuracyHigh: 96 }),
  ];
  const { marks, y, hasOneBaseline } = chartOf(pointsOf(arms), 'flops', frame);
  expect(y.domain()[1]).toBeGreaterThanOrEqual(96);
  expect(marks.map((mark) => y.invert(mark.y))).toEqual([38, 85, 95].map((accuracy) => expect.closeTo(accuracy, 6)));
  expect(hasOneBaseline).toBe(false);
  expect(chartOf(points, 'flops', frame).hasOneBaseline).toBe(true);
});

test('twice the size is as far from half as from the same', () => {
  const { x } = chartOf(points, 'flops', frame);
  expect(x(4000) - x(2000)).toBeCloseTo(x(8000) - x(4000), 9);
});

test('the front, and the smallest that loses at most a point', () => {
  const { front } = chartOf(points, 'flops', frame);
  expect(front.map(({ point }) => [point.summary.method, point.summary.rate])).toEqual([
    ['dcp', 0.5],
    ['l1', 0.3],
  ]);
  expect(smallestWithin(points, 1, 'flops')?.summary).toMatchObject({ method: 'l1', rate: 0.3 });
  expect(smallestWithin(points, 5, 'flops')?.summary).toMatchObject({ method: 'dcp', rate: 0.5 });
  expect(smallestWithin(points, 0.1, 'flops')).toBeUndefined();
  const stored = rowWith({ compression: { id: 'int8' }, flops: Number.NaN, gap: 1, bytes: 100 });
  expect(smallestWithin(pointsOf([stored, ...rows]), 1, 'flops')?.summary).toMatchObject({ method: 'l1', rate: 0.3 });
  expect(smallestWithin(pointsOf([stored, ...rows]), 1, 'bytes')?.summary.compression).toEqual({ id: 'int8' });
});

test('what a handful of images can tell is wider than the plot, and ends at its edges', () => {
  const few = pointsOf([rowWith({ testImages: 6, gapLow: -70, gapHigh: 80 })]);
  const { marks, unpruned } = chartOf(few, 'flops', frame);
  for (const { highY, lowY } of [marks[0]!, unpruned]) expect([highY, lowY]).toEqual([20, 270]);
});

test('names of sizes do not run into each other', () => {
  const { xTicks, x } = chartOf(pointsOf([rowWith({ flops: 10 })]), 'flops', { ...frame, width: 300 });
  expect(xTicks.length).toBeGreaterThan(0);
  const places = xTicks.map((tick) => x(tick));
  for (const [index, place] of places.slice(1).entries()) expect(place - places[index]!).toBeGreaterThanOrEqual(44);
});

test('rows are read as they were written; a time that was not measured is none', () => {
  const setup = { preset: 'quick', streams: 'locked', epochs: 2, lambda: 0.1 };
  const quartiles = { baseline: { q1: 1, q3: 3 }, pruned: { q1: 0.5, q3: 1.5 } };
  const written = [
    ...rows,
    rowWith({ milliseconds: Number.NaN, variant: 'lambda 0' }),
    rowWith({ seed: 9, setup, quartiles }),
    rowWith({ compression: { id: 'int8' }, flops: Number.NaN, selectionSeconds: Number.NaN, seconds: Number.NaN }),
  ];
  expect(readRows(JSON.parse(JSON.stringify(written)))).toEqual(written);
  expect(() => readRows([{ network: 'small' }])).toThrow();
});

test('a decade always has its name, and 2 and 5 of one have theirs before others', () => {
  const ticksOf = (params: number, baselineParams: number) =>
    chartOf(pointsOf([rowWith({ params, baselineParams })]), 'params', { ...frame, width: 700 }).xTicks;
  expect(ticksOf(63_000, 295_000)).toEqual(expect.arrayContaining([100_000, 200_000]));
  expect(ticksOf(63_000, 295_000)).not.toContain(90_000);
  expect(ticksOf(800, 30_000)).toEqual(expect.arrayContaining([1000, 10_000]));
});
