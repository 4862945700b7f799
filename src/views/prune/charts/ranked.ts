import type { Cell } from '../net/cells';

/** A channel of a layer among the others by its score. */
export interface Ranked {
  readonly channel: number;
  readonly score: number;
  readonly cell: Cell;
}

/** The channels of a layer by score, the largest first. @param cells what is known of each */
export const ranked = (scores: Float32Array, cells: readonly Cell[]): Ranked[] =>
  Array.from(scores, (score, channel) => ({ channel, score, cell: cells[channel] ?? 'undecided' })).sort(
    (one, other) => other.score - one.score,
  );
