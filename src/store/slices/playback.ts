import { replayOf } from '../replay';
import { shownRun, watchedRun } from '../state';
import type { Slice } from './slice';
import type { PlaybackSlice } from './types';

export const playbackSlice: Slice<PlaybackSlice> = (set, get, { fetchRecording }) => {
  const lastMoment = (): number => {
    const run = watchedRun(get());
    return run ? replayOf(run).moments.length - 1 : 0;
  };

  return {
    recording: undefined,
    moment: undefined,
    isPlaying: false,
    speed: 1,
    lookedAt: undefined,
    channel: undefined,

    playRecording: async (name, moment) => {
      try {
        const run = await fetchRecording(name);
        const isWatched = shownRun(get()) === undefined;
        set({ recording: { name, run }, ...(isWatched ? { moment: moment ?? 0 } : {}) });
      } catch (error) {
        get().complain(error);
      }
    },

    seek: (moment) => set({ moment: Math.max(0, Math.min(moment, lastMoment())) }),

    stride: (stride, direction) => {
      const run = watchedRun(get());
      if (!run) return;
      const { moments } = replayOf(run);
      set({ isPlaying: false, moment: moments.stridden(get().moment ?? moments.length - 1, stride, direction) });
    },

    followEnd: () => set({ moment: undefined, isPlaying: false }),

    play: () => {
      const isAtEnd = (get().moment ?? lastMoment()) >= lastMoment();
      set({ isPlaying: true, ...(isAtEnd ? { moment: 0 } : {}) });
    },

    stop: () => set({ isPlaying: false, moment: get().moment ?? lastMoment() }),

    setSpeed: (speed) => set({ speed }),

    lookAt: (lookedAt, channel) => set({ lookedAt, channel: lookedAt === undefined ? undefined : channel }),
  };
};
