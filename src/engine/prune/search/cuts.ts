import type { Widths } from '../../widths/allocation';
import type { CostOfCounts } from '../../widths/costOfCounts';

/** Ways to cut a network, each narrower than the one before, and what they cost. */
export interface Cuts {
  readonly widths: readonly [Widths, ...Widths[]];
  readonly costs: CostOfCounts;
}
