import { useState } from 'react';
import { isFree, type LessonOrder, type SelectionByHand, type StudioState } from '../../../store/state';
import { useStudio } from '../../../store/studioStore';

/** What the worker has selected for a lesson. */
export function useSelection() {
  const [answers, setAnswers] = useState<readonly SelectionByHand[]>([]);
  const [isBusy, setBusy] = useState(false);
  const ask = async (...orders: readonly LessonOrder[]): Promise<void> => {
    const { selectForLesson, complain } = useStudio.getState();
    setBusy(true);
    try {
      await whenFree();
      const told: SelectionByHand[] = [];
      for (const order of orders) told.push(await selectForLesson(order));
      setAnswers(told);
    } catch (error) {
      complain(error);
    } finally {
      setBusy(false);
    }
  };
  return { answers, isBusy, ask };
}

/** Once the network that the page begins with is open: until then the worker puts off, or gives up, what is asked beside it. */
async function whenFree(): Promise<void> {
  const isReady = (state: StudioState): boolean => state.network !== undefined && isFree(state);
  if (isReady(useStudio.getState())) return;
  await new Promise<void>((resolve) => {
    const leave = useStudio.subscribe((state) => {
      if (!isReady(state)) return;
      leave();
      resolve();
    });
  });
}
