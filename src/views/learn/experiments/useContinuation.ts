import { useState } from 'react';
import type { LessonOrder } from '../../../store/state';
import { useSelection } from './useSelection';

/** Channels that join by hand, and how Algorithm 2 goes on from them and from nothing. */
export function useContinuation(order: Omit<LessonOrder, 'byHand'>) {
  const [byHand, setByHand] = useState<readonly number[]>([]);
  const { answers, isBusy, ask } = useSelection();
  return {
    ...{ byHand, isBusy, answers: byHand.length > 0 ? answers : [] },
    take: (channel: number) => {
      if (isBusy || byHand.includes(channel) || byHand.length === order.count) return;
      const next = [...byHand, channel];
      setByHand(next);
      void ask({ ...order, byHand: next }, { ...order, byHand: [] });
    },
    clear: () => setByHand([]),
  };
}
