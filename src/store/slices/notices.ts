import { messageOf } from '../../engine/errors';
import { isNamed } from './isNamed';
import type { Slice } from './slice';
import type { NoticesSlice } from './types';

/** Milliseconds that a notice stays at least. */
const readingTime = 8000;

export const noticesSlice: Slice<NoticesSlice> = (set, get) => {
  let lastNotice = 0;
  return {
    notices: [],

    say: (kind, text) => {
      const others = get().notices.filter((notice) => notice.text !== text);
      set({ notices: [...others, { id: ++lastNotice, said: performance.now(), kind, text }] });
    },

    complain: (error) => {
      if (!isNamed(error, 'Cancelled') && !isNamed(error, 'WorkerLost')) get().say('error', messageOf(error));
    },

    dismiss: (dismissed) => set({ notices: get().notices.filter(({ id }) => id !== dismissed) }),

    turnOver: () => {
      for (const { id, said } of get().notices)
        setTimeout(() => get().dismiss(id), Math.max(0, readingTime - (performance.now() - said)));
    },
  };
};
