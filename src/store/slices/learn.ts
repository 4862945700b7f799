import type { Slice } from './slice';
import type { LearnSlice } from './types';

export const learnSlice: Slice<LearnSlice> = (set, get) => ({
  learning: { page: undefined, step: 1, term: undefined, hidden: [], locked: [], isPresented: false },

  learn: (change) => set({ learning: { ...get().learning, ...change } }),
});
