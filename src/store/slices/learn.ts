import type { Slice } from './slice';
import type { LearnSlice } from './types';

export const learnSlice: Slice<LearnSlice> = (set, get, { supervisor, base }) => ({
  learning: {
    ...{ page: undefined, step: 1, term: undefined, hidden: [], locked: [], isPresented: false },
    ...{ lambda: undefined, epsilon: undefined },
  },

  selectForLesson: (order) => supervisor.selectForLesson(order, base),
  silenceForLesson: (silencing) => supervisor.silenceForLesson(silencing, base),
  healForLesson: (order, tell) => supervisor.healForLesson(order, tell, base),

  endHealing: () => supervisor.endHealing(),

  learn: (change) => set({ learning: { ...get().learning, ...change } }),
});
