import { failureOf } from '../../engine/errors';
import type { Message } from '../../words/notices';
import { isNamed } from './isNamed';
import type { Slice } from './slice';
import type { NoticesSlice } from './types';

/** Milliseconds that a notice stays at least. */
const readingTime = 8000;

const isSame = (one: Message, other: Message): boolean => JSON.stringify(one) === JSON.stringify(other);

export const noticesSlice: Slice<NoticesSlice> = (set, get) => {
  let lastNotice = 0;
  return {
    notices: [],

    say: (kind, message) => {
      const others = get().notices.filter((notice) => !isSame(notice.message, message));
      set({ notices: [...others, { id: ++lastNotice, said: performance.now(), kind, message }] });
    },

    complain: (error) => {
      if (!isNamed(error, 'Cancelled') && !isNamed(error, 'WorkerLost')) get().say('error', failureOf(error));
    },

    dismiss: (dismissed) => set({ notices: get().notices.filter(({ id }) => id !== dismissed) }),

    turnOver: () => {
      for (const { id, said } of get().notices)
        setTimeout(() => get().dismiss(id), Math.max(0, readingTime - (performance.now() - said)));
    },
  };
};
