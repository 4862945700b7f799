import { useEffect } from 'react';
import { isFree, type StudioState } from '../../store/state';
import { useStudio } from '../../store/studioStore';

/** Milliseconds for which a recipe rests before its time is asked for. */
const restTime = 500;

const canAsk = (state: StudioState): boolean => state.network !== undefined && isFree(state);

/** How long the run that is set would take; undefined until that is known. */
export function useExpectedTime() {
  const recipe = useStudio((state) => state.recipe);
  const revision = useStudio((state) => state.revision);
  const scratch = useStudio((state) => state.scratch);
  const compresses = useStudio((state) => state.compresses);
  const isReady = useStudio(canAsk);
  const ask = useStudio((state) => state.expectTime);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is asked anew for whatever else is to be done
  useEffect(() => {
    if (!isReady) return;
    const timer = setTimeout(() => void ask(), restTime);
    return () => clearTimeout(timer);
  }, [ask, isReady, recipe, revision, scratch, compresses]);
  return useStudio((state) => state.expected);
}
