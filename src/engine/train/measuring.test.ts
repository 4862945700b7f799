import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { Cancelled, proceed } from '../checkpoint';
import { memoryBudget } from '../memory/budget';
import { vgg } from '../models/vgg';
import { predict } from '../network/execute';
import { disposeNetwork } from '../network/network';
import { Random } from '../random';
import { compareLatency } from './latency';
import { isApart, speedOf, spreadOf } from './spread';
import { wilsonInterval } from './wilson';

vi.mock('../network/execute', { spy: true });

describe("Wilson's interval", () => {
  test.each([
    [0.5, 10, 0.2366, 0.7634],
    [1, 5, 0.5655, 1],
    [0, 1, 0, 0.7935],
    [0.9, 1000, 0.8798, 0.9171],
    [2 / 3, 3, 0.2077, 0.9385],
  ])('of the share %f of %i is %f to %f', (share, count, low, high) => {
    const [below, above] = wilsonInterval(share, count);
    expect(below).toBeCloseTo(low, 4);
    expect(above).toBeCloseTo(high, 4);
  });

  test('holds the share, stays within 0 and 1, and narrows as images are added', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 1e6 }), (share, count) => {
        const [low, high] = wilsonInterval(share, count);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(share + 1e-12);
        expect(high).toBeGreaterThanOrEqual(share - 1e-12);
        const [lower, higher] = wilsonInterval(share, 2 * count);
        expect(higher - lower).toBeLessThan(high - low);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

test('quartiles lie between neighbours in proportion, and spreads apart do not overlap', () => {
  expect(spreadOf([5, 1, 2, 4, 3])).toEqual({ median: 3, q1: 2, q3: 4 });
  expect(spreadOf([4, 1, 3, 2])).toEqual({ median: 2.5, q1: 1.75, q3: 3.25 });
  expect(spreadOf([7])).toEqual({ median: 7, q1: 7, q3: 7 });
  expect(isApart({ median: 2, q1: 1, q3: 3 }, { median: 4, q1: 3.5, q3: 5 })).toBe(true);
  expect(isApart({ median: 4, q1: 3.5, q3: 5 }, { median: 2, q1: 1, q3: 3 })).toBe(true);
  expect(isApart({ median: 2, q1: 1, q3: 3 }, { median: 3, q1: 2.5, q3: 4 })).toBe(false);
});

test('only times whose middle halves lie apart say what is faster', () => {
  const [two, three, five] = [2, 3, 5].map((median) => ({ median, q1: median - 1, q3: median + 0.9 }));
  expect([speedOf(five!, two!), speedOf(two!, five!), speedOf(two!, three!)]).toEqual(['faster', 'slower', 'same']);
});

test('two networks are timed as often as each other, and nothing is left behind, cancelled or not', async () => {
  await chooseBackend(['wasm']);
  const [large, small] = [16, 2].map((width) =>
    vgg('timed', { blocks: [[width, width]], classes: 3, inputShape: [32, 32, 3] }, new Random(2)),
  );
  const tensors = tf.memory().numTensors;
  const one = await compareLatency(large!, small!, proceed, memoryBudget, 1);
  expect([one.images, one.runs]).toEqual([1, 20]);
  const { images, runs, baseline, pruned } = await compareLatency(large!, small!);
  expect([images, runs]).toEqual([32, 20]);
  for (const { q1, median, q3 } of [baseline, pruned]) {
    expect(q1).toBeGreaterThan(0);
    expect(median).toBeGreaterThanOrEqual(q1);
    expect(q3).toBeGreaterThanOrEqual(median);
  }
  expect(pruned.median).toBeLessThan(baseline.median);
  let passes = 0;
  const ended = compareLatency(large!, small!, async () => {
    passes++;
    if (passes === 9) throw new Cancelled();
  });
  await expect(ended).rejects.toBeInstanceOf(Cancelled);
  expect(passes).toBe(9);
  expect(tf.memory().numTensors).toBe(tensors);
  disposeNetwork(large!);
  disposeNetwork(small!);
});

test('networks are run in turn, each first as often as the other', async () => {
  await chooseBackend(['wasm']);
  const [large, small] = [16, 2].map((width) =>
    vgg('timed', { blocks: [[width, width]], classes: 3, inputShape: [8, 8, 3] }, new Random(2)),
  );
  vi.mocked(predict).mockClear();
  await compareLatency(large!, small!, proceed, memoryBudget, 1);
  const order = vi.mocked(predict).mock.calls.map(([network]) => network);
  const both = Array.from({ length: order.length / 2 }, (_, pair) => order.slice(2 * pair, 2 * pair + 2));
  expect(both).toHaveLength(21);
  expect(new Set(order).size).toBe(2);
  for (const pair of both) expect(new Set(pair).size).toBe(2);
  const firsts = both.slice(1).map(([first]) => first === order[0]);
  expect(firsts).toEqual(firsts.map((_, run) => run % 2 === 0));
  disposeNetwork(large!);
  disposeNetwork(small!);
});
