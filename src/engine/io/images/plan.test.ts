import fc from 'fast-check';
import { expect, test } from 'vitest';
import { limits } from '../../limits';
import { balancedIndices, planParts } from './plan';

const labelLists = fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 200 });

const count = (labels: readonly number[], label: number) => labels.filter((other) => other === label).length;

test('every image is for training or for testing, a fifth of each class is held back, the same one every time', () => {
  fc.assert(
    fc.property(labelLists, (labels) => {
      const { train, test: held, notes } = planParts(labels, undefined, 48);
      expect(planParts(labels, undefined, 48)).toEqual({ train, test: held, notes });
      expect(notes).toEqual([]);
      if (new Set(labels).size === labels.length) {
        expect(held).toBe(train);
        return;
      }
      expect([...train, ...held].sort((a, b) => a - b)).toEqual([...labels.keys()]);
      for (const label of new Set(labels)) {
        const of = (indices: readonly number[]) =>
          count(
            indices.map((index) => labels[index]!),
            label,
          );
        const all = count(labels, label);
        expect(of(held)).toBe(all === 1 ? 0 : Math.max(1, Math.round(all / 5)));
      }
    }),
    { seed: 3, numRuns: 100 },
  );
});

test('a balanced part takes from every class as many as it has, up to equal shares', () => {
  fc.assert(
    fc.property(labelLists, fc.nat({ max: 200 }), (labels, most) => {
      const chosen = balancedIndices(labels, most);
      expect(chosen).toHaveLength(Math.min(most, labels.length));
      expect(new Set(chosen).size).toBe(chosen.length);
      const counts = [...new Set(labels)].map((label) => ({
        taken: count(
          chosen.map((index) => labels[index]!),
          label,
        ),
        all: count(labels, label),
      }));
      const largest = Math.max(...counts.map(({ taken }) => taken));
      for (const { taken, all } of counts) expect(taken).toBeGreaterThanOrEqual(Math.min(all, largest - 1));
    }),
    { seed: 4, numRuns: 100 },
  );
});

test('of more images than memory holds a part is used, in the shares of training and testing, and it is said', () => {
  const labels = (length: number) => Uint16Array.from({ length }, (_, index) => index % 10);
  const plan = planParts(labels(80_000), labels(20_000), 224 * 224 * 3);
  const most = Math.floor(limits.pixels / (224 * 224 * 3));
  expect(plan.train.length + plan.test.length).toBeLessThanOrEqual(most);
  expect(plan.train.length / plan.test.length).toBeCloseTo(4, 1);
  expect(plan.notes).toEqual([
    { code: 'much-memory', count: 100_000, gigabytes: '15.1', used: plan.train.length + plan.test.length },
  ]);
  const held = planParts(labels(100_000), undefined, 224 * 224 * 3);
  expect(held.train.length + held.test.length).toBe(most);
});

test('many images of one class take no longer than their number', () => {
  const start = performance.now();
  planParts(new Uint16Array(200_000), undefined, 48);
  expect(performance.now() - start).toBeLessThan(2000);
});
