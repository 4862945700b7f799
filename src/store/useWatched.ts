import { useMemo } from 'react';
import type { Frame, Replay } from '../runs/replay';
import { replayOf } from './replay';
import type { Run } from './run';
import { watchedRun } from './state';
import { useStudio } from './studioStore';

/** What the Prune view shows: a run, and the moment of it that is looked at. */
export interface Watched {
  readonly run: Run;
  readonly replay: Replay;
  readonly frame: Frame;
}

/** Undefined while there is no run, or it has told nothing. */
export function useWatched(): Watched | undefined {
  const run = useStudio(watchedRun);
  const moment = useStudio((state) => state.moment);
  return useMemo(() => {
    if (!run) return undefined;
    const replay = replayOf(run);
    const frame = replay.frameAt(moment ?? Number.POSITIVE_INFINITY);
    return frame && { run, replay, frame };
  }, [run, moment]);
}
