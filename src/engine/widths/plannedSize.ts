import { keptSets } from '../channels/prunableGroups';
import type { Cost } from '../network/cost';
import type { Network } from '../network/network';
import { countsAtRates, groupsOf, type Scope } from '../run/scope';
import { costOfCounts } from './costOfCounts';

/** What a network is to become, before anything is run. */
export interface PlannedSize {
  /** Channels that each group is to keep, by id. */
  readonly counts: Readonly<Record<string, number>>;
  readonly cost: Cost;
  /** It costs just that; else, where which channels stay matters, it is the most that it can cost. */
  readonly isExact: boolean;
}

/**
 * The widths and the size that a recipe's rates make of a network, what is decided by hand included.
 *
 * @throws InputError if the recipe asks for groups or channels that the network has not
 */
export function plannedSize(network: Network, recipe: Scope['recipe']): PlannedSize {
  const groups = groupsOf(network, recipe);
  const counts = countsAtRates(groups, recipe);
  const isExact = groups.every(({ id, group }) => keptSets(group).length === 1 || counts.get(id) === group.channels);
  return { counts: Object.fromEntries(counts), cost: costOfCounts(network, groups).costAt(counts), isExact };
}
