/** How much of a network pruning can take. */
import { fill } from './text';

const text =
  'At prune rate 0.5 {{keptParams}} of the parameters and {{keptFlops}} of the FLOPs stay; {{params}} and {{flops}} lie in channels that can be pruned.';

interface Shares {
  readonly params: number;
  readonly flops: number;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

/** @param prunable what goes, at most */
export const tellShares = ({ keptAtHalf, prunable }: { keptAtHalf: Shares; prunable: Shares }): string =>
  fill(text, {
    keptParams: percent(keptAtHalf.params),
    keptFlops: percent(keptAtHalf.flops),
    params: percent(prunable.params),
    flops: percent(prunable.flops),
  });
