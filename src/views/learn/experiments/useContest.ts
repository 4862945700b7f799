import { useState } from 'react';
import type { LessonOrder } from '../../../store/state';
import { useSelection } from './useSelection';

/** Channels that are chosen by hand, and what the engine says of them and of its own choice. */
export function useContest(order: Omit<LessonOrder, 'byHand'>) {
  const [picked, setPicked] = useState<readonly number[]>([]);
  const { answers, isBusy, ask } = useSelection();
  const isFull = picked.length === order.count;
  return {
    ...{ picked, answers, isBusy, isFull, count: order.count },
    toggle: (channel: number) => {
      if (picked.includes(channel)) setPicked(picked.filter((each) => each !== channel));
      else if (!isFull) setPicked([...picked, channel]);
    },
    measure: () => ask({ ...order, byHand: picked }, { ...order, byHand: [] }),
  };
}
