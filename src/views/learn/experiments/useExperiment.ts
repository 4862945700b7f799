import { useRef, useState } from 'react';
import { useStudio } from '../../../store/studioStore';
import { whenOpen } from '../../../store/whenOpen';

/**
 * What the worker answers to a lesson, once the network that the page begins with is open: until then it puts off, or gives
 * up, what is asked beside it.
 */
export function useExperiment<Order, Answer>(run: (order: Order) => Promise<Answer>) {
  const [answers, setAnswers] = useState<readonly Answer[]>([]);
  const [isBusy, setBusy] = useState(false);
  const isGivenUp = useRef(false);
  const ask = async (...orders: readonly Order[]): Promise<void> => {
    isGivenUp.current = false;
    setBusy(true);
    try {
      await whenOpen(useStudio);
      const told: Answer[] = [];
      for (const order of orders) {
        if (isGivenUp.current) return;
        told.push(await run(order));
      }
      setAnswers(told);
    } catch (error) {
      useStudio.getState().complain(error);
    } finally {
      setBusy(false);
    }
  };
  /** What has not begun yet does not begin any more. */
  const giveUp = () => {
    isGivenUp.current = true;
  };
  return { answers, isBusy, ask, giveUp };
}
