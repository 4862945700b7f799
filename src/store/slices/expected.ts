import type { StudioState } from '../state';
import type { Slice } from './slice';
import type { ExpectedSlice } from './types';
import { workOf } from './work';

export const expectedSlice: Slice<ExpectedSlice> = (set, get, { supervisor }) => ({
  expected: undefined,

  expectTime: async () => {
    const asked = get();
    set({ expected: undefined });
    try {
      const expected = await supervisor.expectTime(workOf(asked));
      if (isSameWork(get(), asked)) set({ expected });
    } catch {
      // What keeps the run from beginning is told when it is asked for.
    }
  },
});

const isSameWork = (now: StudioState, asked: StudioState): boolean =>
  (['recipe', 'revision', 'scratch', 'compresses'] as const).every((part) => now[part] === asked[part]);
