import { useEffect } from 'react';
import { replayOf } from '../../store/replay';
import { activeRun, watchedRun } from '../../store/state';
import { useStudio } from '../../store/studioStore';

/** Moments a second at single speed. */
const pace = 6;

/** While a run is played, moment follows moment; at the end of one that is under way it is followed on. */
export function usePlaying(): void {
  const isPlaying = useStudio((state) => state.isPlaying && state.view === 'prune');
  const speed = useStudio((state) => state.speed);
  useEffect(() => {
    if (!isPlaying) return;
    const advance = () => {
      const state = useStudio.getState();
      const run = watchedRun(state);
      if (!run) return;
      const last = replayOf(run).moments.length - 1;
      const next = (state.moment ?? last) + 1;
      if (next <= last) state.seek(next);
      else if (activeRun(state)?.id === run.id) state.followEnd();
      else state.stop();
    };
    const timer = setInterval(advance, 1000 / (pace * speed));
    return () => clearInterval(timer);
  }, [isPlaying, speed]);
}
