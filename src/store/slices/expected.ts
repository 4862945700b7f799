import { compressionIds } from '../../engine/compress/ids';
import type { Slice } from './slice';
import type { ExpectedSlice } from './types';

export const expectedSlice: Slice<ExpectedSlice> = (set, get, { supervisor }) => ({
  expected: undefined,

  expectTime: async () => {
    const { recipe, revision, scratch, compresses } = get();
    const compressing = compresses ? { compressing: { ids: compressionIds, epochs: 0 } } : {};
    set({ expected: undefined });
    try {
      const expected = await supervisor.expectTime({ recipe, revision, scratch, ...compressing });
      const now = get();
      if (now.recipe === recipe && now.revision === revision) set({ expected });
    } catch {
      // What keeps the run from beginning is told when it is asked for.
    }
  },
});
