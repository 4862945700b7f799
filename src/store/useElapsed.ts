import { useEffect, useState } from 'react';
import { type Clock, elapsed } from './run';
import { type StudioState, toldRun } from './state';
import { useStudio } from './studioStore';

const neverStarted: Clock = { ran: 0, since: undefined };
const clockOf = (state: StudioState): Clock => toldRun(state)?.clock ?? neverStarted;

/** Milliseconds that the run has been running, pauses left out; it counts on every second while it runs. */
export function useElapsed(): number {
  const clock = useStudio(clockOf);
  const { since } = clock;
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    if (since === undefined) return;
    const tick = () => setNow(performance.now());
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [since]);
  return elapsed(clock, now);
}
