import { groupKeeps } from '../../channels/keptCounts';
import { InputError } from '../../errors';
import type { SizeTarget, Target } from '../../recipe/target';
import { type Scope, withCounts } from '../../run/scope';
import type { Counts } from '../../widths/allocation';
import { costOfCounts } from '../../widths/costOfCounts';
import { fewest } from '../../widths/sensitivity';

const isSize = (target: Target): target is SizeTarget => 'most' in target;

const unreachable = { params: 'target.params', flops: 'target.flops', bytes: 'target.bytes' } as const;

/**
 * The scope with widths as they may come out, before anything is measured: of a size the same rate for all groups that
 * meets it.
 *
 * @throws InputError if a size cannot be met
 */
export function expectedScope(scope: Scope): Scope {
  const { network, groups, recipe } = scope;
  const { target } = recipe;
  if (!isSize(target)) return scope;
  const { kind, most } = target;
  const { costAt } = costOfCounts(network, groups);
  const least = costAt(fewest(scope))[kind];
  if (least > most) throw new InputError(unreachable[kind], { most, least });
  const rates = Array.from({ length: 20 }, (_, index) => index / 20);
  const found = rates.map((rate) => atRate(scope, rate)).find((counts) => costAt(counts)[kind] <= most);
  return withCounts(scope, found ?? fewest(scope));
}

const atRate = ({ groups, recipe }: Scope, rate: number): Counts =>
  new Map(groups.map(({ id, group }) => [id, groupKeeps(group, rate, recipe.widthMultiple)]));
