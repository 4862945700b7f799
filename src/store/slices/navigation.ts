import type { Slice } from './slice';
import type { NavigationSlice } from './types';

export const navigationSlice: Slice<NavigationSlice> = (set) => ({
  view: 'prune',

  go: (view) => set({ view }),
});
