import { replayOf } from '../replay';
import { activeRun, shownRun, watchedRun } from '../state';
import type { Slice } from './slice';
import type { PlaybackSlice } from './types';

export const playbackSlice: Slice<PlaybackSlice> = (set, get, { fetchRecording }) => {
  const lastMoment = (): number => {
    const run = watchedRun(get());
    return run ? replayOf(run).moments.length - 1 : 0;
  };

  /** @param takesOver also where a run of one's own is shown */
  const bring = async (name: string, moment: number | undefined, takesOver: boolean): Promise<void> => {
    try {
      const run = await fetchRecording(name);
      const isWatched = shownRun(get()) === undefined || takesOver;
      set({ recording: { name, run }, ...(isWatched ? { currentRun: undefined, moment: moment ?? 0 } : {}) });
    } catch (error) {
      get().complain(error);
    }
  };

  return {
    recording: undefined,
    moment: undefined,
    isPlaying: false,
    speed: 1,
    lookedAt: undefined,
    channel: undefined,

    layRecording: (name, moment) => bring(name, moment, false),

    watchRecording: (name, moment) => bring(name, moment, true),

    seek: (moment) => set({ moment: Math.max(0, Math.min(moment, lastMoment())) }),

    stride: (stride, direction) => {
      const run = watchedRun(get());
      if (!run) return;
      const { moments } = replayOf(run);
      set({ isPlaying: false, moment: moments.stridden(get().moment ?? moments.length - 1, stride, direction) });
    },

    followEnd: () => set({ moment: undefined, isPlaying: false, currentRun: activeRun(get())?.id ?? get().currentRun }),

    play: () => {
      const isAtEnd = (get().moment ?? lastMoment()) >= lastMoment();
      set({ isPlaying: true, ...(isAtEnd ? { moment: 0 } : {}) });
    },

    stop: () => set({ isPlaying: false, moment: get().moment ?? lastMoment() }),

    setSpeed: (speed) => set({ speed }),

    lookAt: (lookedAt, channel) => set({ lookedAt, channel: lookedAt === undefined ? undefined : channel }),
  };
};
