import type { LoggedEvent } from '../engine/run/events';
import { decodeScores, encodeScores } from '../engine/run/scores';

/** Bits of a float32's 23 after the point that a recording keeps: a score is wrong by 0.4% at most. */
const keptBits = 7;

/** A run to be watched alone: without what is seen by nobody, and with scores of fewer digits, which pack better. */
export const recordingOf = (log: Iterable<LoggedEvent>): LoggedEvent[] =>
  [...log].filter(({ type }) => type !== 'progress' && type !== 'memory').map(withCoarseScores);

function withCoarseScores(event: LoggedEvent): LoggedEvent {
  if (event.type !== 'selection' || event.scores === undefined) return event;
  return { ...event, scores: encodeScores([...decodeScores(event.scores)].map(coarse)) };
}

/** The number with fewer bits, rounded to the nearest. */
function coarse(value: number): number {
  if (value === 0) return 0;
  const unit = 2 ** (Math.floor(Math.log2(Math.abs(value))) - keptBits);
  return unit * Math.round(value / unit);
}
