import type { Outline } from '../../run/outline';
import type { Scope } from '../../run/scope';
import { keepLargest } from '../choosing';
import { stagesOf } from '../dcp/stages';
import type { Pruning } from '../method';

/**
 * Widths trained from scratch (Zhuang et al. 2018, WM and WM+): every group keeps its first channels.
 *
 * @param losses P, of the auxiliary losses that the training has
 */
export function scratchPruning(scope: Scope, losses: number): Pruning {
  return {
    outline: outlineOf(scope, losses),
    async *plan(run) {
      for (const group of scope.prunedGroups) {
        const inOrder = Array.from({ length: group.group.channels }, (_, channel) => -channel);
        yield run.keep(group, keepLargest(group, inOrder, scope.counts.get(group.id)!));
      }
      return { network: run.copy(scope.network) };
    },
  };
}

function outlineOf({ network, groups, prunedGroups }: Scope, losses: number): Outline {
  const plain: Outline = { work: {}, memory: { phases: [] }, training: { isFresh: true } };
  if (losses === 0 || prunedGroups.length === 0) return plain;
  const places = stagesOf(network, groups, losses).flatMap(({ lossAt }) => lossAt ?? []);
  return { ...plain, losses: places, training: { isFresh: true, hasLosses: true } };
}
