import { startTransition, useEffect, useRef, useState } from 'react';

/**
 * A value that follows another one, at most once in `interval` milliseconds: for what takes longer to draw than a frame.
 * It follows at once where that one has rested, and always ends where it ends.
 */
export function useSlowed<Value>(value: Value, interval: number): Value {
  const [slowed, setSlowed] = useState({ value });
  const since = useRef(0);
  useEffect(() => {
    const follow = () => {
      since.current = performance.now();
      startTransition(() => setSlowed({ value }));
    };
    const timer = setTimeout(follow, Math.max(0, since.current + interval - performance.now()));
    return () => clearTimeout(timer);
  }, [value, interval]);
  return slowed.value;
}
