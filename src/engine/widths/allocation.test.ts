import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../random';
import { groupOf } from '../testing/contributions';
import { type Counts, cutsByWorth, ladderOf, multiplesOf, widestWithin } from './allocation';
import { type LossCurve, lossAt } from './curve';

/** Costs of a chain of convolutions: each multiplies the channels that it reads by those that it makes. */
const chainCost =
  (ids: readonly string[]) =>
  (counts: Counts): number =>
    [3, ...ids.map((id) => counts.get(id) ?? 0), 10].reduce(
      ({ before, cost }, width) => ({ before: width, cost: cost + before * width }),
      { before: 0, cost: 0 },
    ).cost;

const curveOf = (id: string, channels: number, losses: readonly number[]): LossCurve => ({
  id,
  channels,
  kept: losses.map((_, index) => ((index + 1) * channels) / (losses.length + 1)),
  loss: losses,
});

test('a curve is the lower convex hull of what was measured', () => {
  const loss = lossAt({ id: 'a', channels: 8, kept: [2, 4, 6], loss: [0.9, 0.7, 0.1] });
  for (const [kept, expected] of [
    [8, 0],
    [7, 0.05],
    [6, 0.1],
    [4, 0.5],
    [2, 0.9],
  ] as const)
    expect(loss(kept)).toBeCloseTo(expected);
  expect(() => loss(1)).toThrow('no loss of "a" with 1 channels');
});

test('noise below zero, and curves that rise and fall, never promise a gain', () => {
  const loss = lossAt({ id: 'a', channels: 8, kept: [2, 4, 6], loss: [0.3, 0.5, -0.2] });
  const losses = [8, 7, 6, 5, 4, 3, 2].map(loss);
  expect(losses).toEqual(losses.toSorted((a, b) => a - b));
  expect(losses.at(0)).toBe(0);
});

test('widths are multiples, but for that of all channels, and never zero', () => {
  const curve = { id: 'a', channels: 50, kept: [3, 25], loss: [1, 0.1] };
  expect(ladderOf(curve, 8)).toEqual([50, 48, 40, 32, 24, 16, 8]);
  expect(ladderOf(curve, 64)).toEqual([50]);
  expect(ladderOf({ ...curve, channels: 6, kept: [1] })).toEqual([6, 5, 4, 3, 2, 1]);
  expect(ladderOf({ ...curve, channels: 6, kept: [] })).toEqual([6]);
});

test('channels that cost nothing to lose go first, and the group that needs them all is left alone', () => {
  const curves = [
    curveOf('needed', 8, [9, 8, 7]),
    { id: 'useless', channels: 8, kept: [1, 4], loss: [0, 0] },
    curveOf('half', 8, [1, 0.2, 0.05]),
  ];
  const cuts = cutsByWorth(curves, chainCost(['needed', 'useless', 'half']));
  const found = widestWithin(cuts, 80);
  expect(found?.counts.get('needed')).toBe(8);
  expect(found?.counts.get('useless')).toBeLessThanOrEqual(2);
  expect(widestWithin(cuts, 1)).toBeUndefined();
});

const curves = fc
  .array(fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { minLength: 3, maxLength: 3 }), {
    minLength: 3,
    maxLength: 3,
  })
  .map((groups) =>
    groups.map((losses, index) =>
      curveOf(
        `g${index}`,
        4,
        losses.toSorted((a, b) => b - a),
      ),
    ),
  );

test('every cut narrows one group, saves something and loses no less; the path ends at the fewest of all', () => {
  fc.assert(
    fc.property(curves, (drawn) => {
      const cuts = cutsByWorth(drawn, chainCost(drawn.map(({ id }) => id)));
      for (const [index, next] of cuts.slice(1).entries()) {
        const before = cuts[index]!;
        const narrowed = [...next.counts].filter(([id, count]) => count !== before.counts.get(id));
        expect(narrowed).toHaveLength(1);
        expect(next.cost).toBeLessThan(before.cost);
        expect(next.loss).toBeGreaterThanOrEqual(before.loss - 1e-12);
      }
      expect([...(cuts.at(-1)?.counts.values() ?? [])]).toEqual([1, 1, 1]);
    }),
  );
});

/** The least loss within a cost, of all ways to choose four widths for each of three groups. */
function leastLoss(drawn: readonly LossCurve[], costAt: (counts: Counts) => number, most: number): number {
  const widths = [1, 2, 3, 4];
  const losses = drawn.map(lossAt);
  return Math.min(
    ...widths.flatMap((a) =>
      widths.flatMap((b) =>
        widths.flatMap((c) => {
          const counts = new Map(drawn.map(({ id }, index) => [id, [a, b, c][index] ?? 0]));
          const loss = losses.reduce((sum, lossOf, index) => sum + lossOf([a, b, c][index] ?? 0), 0);
          return costAt(counts) <= most ? [loss] : [];
        }),
      ),
    ),
  );
}

test('three groups of four widths: near the best of all 64 ways', () => {
  const ids = ['g0', 'g1', 'g2'];
  const costAt = chainCost(ids);
  const excess: number[] = [];
  const random = new Random(1);
  for (let draw = 0; draw < 300; draw++) {
    const drawn = ids.map((id) =>
      curveOf(
        id,
        4,
        Array.from({ length: 3 }, () => 3 * random.uniform()).sort((a, b) => b - a),
      ),
    );
    for (const share of [0.3, 0.5, 0.7]) {
      const cuts = cutsByWorth(drawn, costAt);
      const most = share * (cuts[0].cost - cuts.at(-1)!.cost) + cuts.at(-1)!.cost;
      const best = leastLoss(drawn, costAt, most);
      const all = cuts.at(-1)!.loss;
      const found = widestWithin(cuts, most)!.loss;
      expect(found).toBeGreaterThanOrEqual(best - 1e-9);
      excess.push((found - best) / all);
    }
  }
  const sorted = excess.toSorted((a, b) => a - b);
  const [median, high, worst] = [0.5, 0.9, 1].map((at) => sorted[Math.floor(at * (sorted.length - 1))]!);
  console.log(
    `greedy above exhaustive, as a share of the loss at the fewest: median ${median}, 90% ${high}, most ${worst}`,
  );
  expect(median).toBeLessThan(0.05);
});

test('a group whose blocks are even has widths of its own multiple', () => {
  const [inBlocks, free] = ['blocks', 'free'].map((id) => ({ id, channels: 12, kept: [3, 6, 9], loss: [3, 2, 1] }));
  const multiples = multiplesOf(
    [
      {
        ...groupOf(12, undefined, [
          [0, 1, 2, 3],
          [4, 5, 6, 7],
          [8, 9, 10, 11],
        ]),
        id: 'blocks',
      },
      { ...groupOf(12), id: 'free' },
    ],
    2,
  );
  const widths = cutsByWorth([inBlocks!, free!], chainCost(['blocks', 'free']), multiples);
  const of = (id: string) => [...new Set(widths.map(({ counts }) => counts.get(id)))];
  expect([of('blocks'), of('free')]).toEqual([
    [12, 6],
    [12, 10, 8, 6, 4],
  ]);
});
