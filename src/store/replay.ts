import type { RunId } from '../runs/log';
import { Replay } from '../runs/replay';
import type { Run } from './run';

/** Of the run that was asked for last: the page watches one at a time. */
let latest: { readonly id: RunId; readonly replay: Replay } | undefined;

/** A run to be watched moment by moment, as far as it has come. */
export function replayOf({ id, log }: Pick<Run, 'id' | 'log'>): Replay {
  if (latest?.id === id) latest.replay.follow(log);
  else latest = { id, replay: new Replay(log) };
  return latest.replay;
}
