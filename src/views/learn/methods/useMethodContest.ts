import { useState } from 'react';
import type { LessonOrder } from '../../../store/state';
import { useSelection } from '../experiments/useSelection';

export const contestants = ['l1', 'random', 'dcp'] as const;

export type Contestant = (typeof contestants)[number];

/** As in the exercise: the head reads the layer, and what it weighs is what DCP weighs it by. */
const measured = { of: 'conv3', head: 'conv3', lambda: 0.1 } as const;

/** A method that is chosen, what it keeps, and what the recorded choice comes to on the same images. */
export function useMethodContest(recorded: readonly number[]) {
  const [method, setMethod] = useState<Contestant>('l1');
  const [told, setTold] = useState<Contestant>();
  const [seed, setSeed] = useState(1);
  const { answers, isBusy, ask } = useSelection();
  const [chosen, before] = answers;
  return {
    ...{ method, setMethod, isBusy, recorded },
    answer: told && chosen && before ? { method: told, chosen, before } : undefined,
    run: async () => {
      const count = recorded.length;
      setSeed(seed + 1);
      await ask({ ...measured, count, ...choosing(method, seed) }, { ...measured, count, byHand: recorded });
      setTold(method);
    },
  };
}

/** Random draws anew each time. */
const choosing = (method: Contestant, seed: number): Pick<LessonOrder, 'byHand' | 'rule'> => {
  if (method === 'dcp') return { byHand: [] };
  return { byHand: [], rule: method === 'l1' ? { method } : { method, seed } };
};
