import { useEffect, useState } from 'react';
import { useStudio } from './studioStore';

/** Milliseconds that the run has been running, pauses left out; it counts on every second while it runs. */
export function useElapsed(): number {
  const { ran, since } = useStudio((state) => state.clock);
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    if (since === undefined) return;
    const tick = () => setNow(performance.now());
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [since]);
  return ran + (since === undefined ? 0 : Math.max(0, now - since));
}
