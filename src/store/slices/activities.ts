import { isFree } from '../state';
import type { Slice } from './slice';
import type { ActivitiesSlice } from './types';

export const activitiesSlice: Slice<ActivitiesSlice> = (set, get) => {
  let lastActivity = 0;
  return {
    activities: [],

    begin: (activity) => {
      if (isFree(get())) get().turnOver();
      const id = ++lastActivity;
      set({ activities: [...get().activities, { ...activity, id }] });
      return id;
    },

    follow: (followed, change) =>
      set({
        activities: get().activities.map((activity) =>
          activity.id === followed ? { ...activity, ...change } : activity,
        ),
      }),

    end: (ended) => set({ activities: get().activities.filter(({ id }) => id !== ended) }),

    during: async (task, work) => {
      const id = get().begin({ task });
      try {
        await work();
      } catch (error) {
        get().complain(error);
      } finally {
        get().end(id);
      }
    },
  };
};
