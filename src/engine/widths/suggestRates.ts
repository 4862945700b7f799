import { groupKeeps } from '../channels/keptCounts';
import type { PrunableGroup } from '../channels/prunableGroups';
import type { Network } from '../network/network';
import type { Scope } from '../run/scope';
import { cutsByWorth, multiplesOf } from './allocation';
import { costOfCounts } from './costOfCounts';
import type { LossCurve } from './curve';

/** Prune rates by group. */
export type Rates = Readonly<Record<string, number>>;

/**
 * Rates that leave no more FLOPs than the recipe's one rate for all groups does, spread by what their channels are worth:
 * the widest of `cutsByWorth`.
 *
 * @param curves of all groups
 * @returns of all groups; those of the narrowest widths if even these cost more
 */
export function suggestRates(
  network: Network,
  groups: readonly PrunableGroup[],
  curves: readonly LossCurve[],
  { rate, widthMultiple }: Pick<Scope['recipe'], 'rate' | 'widthMultiple'>,
): Rates {
  const { costAt } = costOfCounts(network, groups);
  const even = groups.map(({ id, group }) => [id, groupKeeps(group, rate, widthMultiple)] as const);
  const most = costAt(new Map(even)).flops;
  const cuts = cutsByWorth(curves, (counts) => costAt(counts).flops, multiplesOf(groups, widthMultiple));
  const { counts } = cuts.find(({ cost }) => cost <= most) ?? cuts.at(-1) ?? cuts[0];
  return Object.fromEntries(curves.map(({ id, channels }) => [id, 1 - (counts.get(id) ?? channels) / channels]));
}
