/** How much of a network pruning can take. */
import { fill } from './text';

const texts = {
  locked:
    'At prune rate 0.5 {{keptParams}} of the parameters and {{keptFlops}} of the FLOPs stay; {{params}} and {{flops}} lie in channels that can be pruned.',
  pruned:
    'With channels of residual streams pruned as well (--streams pruned) {{keptParams}} and {{keptFlops}} stay; {{params}} and {{flops}} can be pruned.',
} as const;

interface Shares {
  readonly params: number;
  readonly flops: number;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

/**
 * @param streams whether residual streams stay whole
 * @param prunable what goes, at most
 */
export const tellShares = (
  streams: keyof typeof texts,
  { keptAtHalf, prunable }: { keptAtHalf: Shares; prunable: Shares },
): string =>
  fill(texts[streams], {
    keptParams: percent(keptAtHalf.params),
    keptFlops: percent(keptAtHalf.flops),
    params: percent(prunable.params),
    flops: percent(prunable.flops),
  });
