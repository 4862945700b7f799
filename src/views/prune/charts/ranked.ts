import type { LayerState } from '../../../runs/state';
import type { Cell } from '../../cells/cells';

/** A channel of a layer among the others by its score. */
export interface Ranked {
  readonly channel: number;
  readonly score: number;
  readonly cell: Cell;
}

/**
 * The channels of a layer in the order in which they joined, then the others by their latest scores: scores of different
 * steps are not compared. Of the same step the largest comes first.
 *
 * @param cells what is known of each
 */
export function ranked(
  { scores, chosen, joinedAfter }: Pick<LayerState, 'scores' | 'chosen' | 'joinedAfter'>,
  cells: readonly Cell[],
): Ranked[] {
  const before = new Array<number>(scores.length).fill(scores.length);
  const steps = [...joinedAfter];
  for (const [place, channel] of [...chosen].entries()) before[channel] = steps[place] ?? scores.length;
  return Array.from(scores, (score, channel) => ({ channel, score, cell: cells[channel] ?? 'undecided' })).sort(
    (one, other) => before[one.channel]! - before[other.channel]! || other.score - one.score,
  );
}
