import { startTransition, useEffect, useState } from 'react';
import type { StudioState } from './state';
import { useStudio } from './studioStore';

/**
 * A value of the store for parts of the page that are costly to draw: they follow a moment later, in slices that hold
 * nothing else up, where `useStudio` redraws at once.
 *
 * @param select the same function at every call; its results are compared by identity
 */
export function useStudioLater<Value>(select: (state: StudioState) => Value): Value {
  const [value, setValue] = useState(() => select(useStudio.getState()));
  useEffect(() => {
    const follow = (state: StudioState) => startTransition(() => setValue(() => select(state)));
    follow(useStudio.getState());
    return useStudio.subscribe(follow);
  }, [select]);
  return value;
}
