import { useState } from 'react';
import type { LessonOrder, SelectionByHand } from '../../../store/state';
import { useStudio } from '../../../store/studioStore';
import { whenOpen } from '../../../store/whenOpen';

/**
 * What the worker has selected for a lesson, once the network that the page begins with is open: until then it puts off, or
 * gives up, what is asked beside it.
 */
export function useSelection() {
  const [answers, setAnswers] = useState<readonly SelectionByHand[]>([]);
  const [isBusy, setBusy] = useState(false);
  const ask = async (...orders: readonly LessonOrder[]): Promise<void> => {
    const { selectForLesson, complain } = useStudio.getState();
    setBusy(true);
    try {
      await whenOpen(useStudio);
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
