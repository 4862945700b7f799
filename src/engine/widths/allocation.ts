import { multipleOf } from '../channels/keptCounts';
import type { PrunableGroup } from '../channels/prunableGroups';
import { type LossCurve, lossAt } from './curve';

/** Channels that each group keeps, by id. */
export type Counts = ReadonlyMap<string, number>;

/** Widths of a network: what they cost, and the sum of what each group loses alone. */
export interface Widths {
  readonly counts: Counts;
  readonly cost: number;
  /** In nats. */
  readonly loss: number;
}

/** Cuts between all channels and the fewest, at most. */
const mostCuts = 32;

/**
 * Numbers of channels that a group may keep, descending from all to the fewest of its curve: multiples of
 * `multiple`, not many of them.
 */
export function ladderOf({ channels, kept: [fewest = channels] }: LossCurve, multiple = 1): number[] {
  const step = multiple * Math.ceil(channels / mostCuts / multiple);
  const rungs = Array.from({ length: Math.ceil(channels / step) - 1 }, (_, index) => step * (index + 1));
  return [channels, ...rungs.reverse().filter((count) => count >= fewest)];
}

/** What the widths of groups are multiples of, by id. @param multiple that all are to be of, if their blocks allow it */
export const multiplesOf = (groups: readonly PrunableGroup[], multiple: number): ReadonlyMap<string, number> =>
  new Map(groups.map(({ id, group }) => [id, multipleOf(group, multiple)]));

/**
 * Spreads widths over the groups by what their channels are worth: from all channels on, always the next cut that loses
 * least for what it saves. Every step's widths are within those of the step before.
 *
 * @param costAt what the network costs with some channels in each group: less with fewer
 * @param multiples of which groups' widths are, by id; 1 where there is none
 */
export function cutsByWorth(
  curves: readonly LossCurve[],
  costAt: (counts: Counts) => number,
  multiples: ReadonlyMap<string, number> = new Map(),
): [all: Widths, ...cuts: Widths[]] {
  const groups = curves.map((curve) => {
    const { id } = curve;
    return { id, rungs: ladderOf(curve, multiples.get(id)), loss: lossAt(curve) };
  });
  const all = new Map(curves.map(({ id, channels }) => [id, channels]));
  const steps: [Widths, ...Widths[]] = [{ counts: all, cost: costAt(all), loss: 0 }];
  for (let at = steps[0]; ; ) {
    const from = at;
    const cuts = groups.flatMap(({ id, rungs, loss }) => {
      const width = from.counts.get(id) ?? 0;
      const next = rungs.find((rung) => rung < width);
      if (next === undefined) return [];
      const counts = new Map(from.counts).set(id, next);
      return [{ counts, cost: costAt(counts), loss: from.loss + loss(next) - loss(width) }];
    });
    const [best] = cuts.toSorted((a, b) => priceOf(from, a) - priceOf(from, b));
    if (!best) return steps;
    steps.push(best);
    at = best;
  }
}

/** Loss for what is saved. */
const priceOf = (from: Widths, to: Widths): number => (to.loss - from.loss) / Math.max(from.cost - to.cost, 1e-9);

/** The widest of some cuts that costs at most so much; undefined if even the narrowest costs more. */
export const widestWithin = (cuts: readonly Widths[], most: number): Widths | undefined =>
  cuts.find(({ cost }) => cost <= most);
