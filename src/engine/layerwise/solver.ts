import type * as tf from '@tensorflow/tfjs';
import type { Losses } from './jointPass';
import type { SelectedChannels } from './selectedChannels';

/** L at W_A. */
export interface Measured {
  readonly losses: Losses;
  /** Its gradient for the kernels of the channels outside of A, in their order, [kh, kw, c - |A|, n / G]; the solver's. */
  readonly open: tf.Tensor4D;
}

/** How the sub-problem of Algorithm 2 is solved: minimise L over W_A and the bias as channels join. The caller owns it. */
export interface Solver {
  readonly selected: SelectedChannels;
  measure(): Promise<Measured>;
  /** Channels join A after a measurement, and the weights move. */
  join(channels: readonly number[]): Promise<void>;
  /** No more channels join: the weights move on to where they stay. */
  settle(): Promise<Measured>;
  dispose(): void;
}
