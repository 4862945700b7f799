import type { Network } from '../network/network';

/** A layer that reads a group, as the group's channels join. */
export interface GroupReader {
  /** What each of the group's channels is worth to the layer now. @param count of the group's channels */
  scores(count: number): Float64Array;
  join(chosen: readonly number[]): void;
  /** Keeps the weights that the layer has now, under the number of channels that have joined. */
  remember(count: number): void;
  /** Gives the layer in a network the weights that were kept. */
  refit(network: Network, count: number): void;
}
