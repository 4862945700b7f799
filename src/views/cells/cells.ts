import type { LoggedEvent } from '../../engine/run/events';
import type { LayerState } from '../../runs/state';

/** What is known of a channel. */
export type Cell = 'undecided' | 'joining' | 'kept' | 'removed';

/** Every channel of a layer, in its place. @param joining channels that have just joined */
export function cellsOf({ channels, chosen, isDone }: LayerState, joining: readonly number[]): Cell[] {
  const cells = new Array<Cell>(channels).fill(isDone ? 'removed' : 'undecided');
  for (const channel of chosen) cells[channel] = 'kept';
  for (const channel of joining) cells[channel] = 'joining';
  return cells;
}

const none: readonly number[] = [];

/** Channels of a layer that join by an event. */
export const joiningIn = (event: LoggedEvent, layer: string): readonly number[] =>
  event.type === 'selection' && event.layer === layer ? event.chosen : none;
