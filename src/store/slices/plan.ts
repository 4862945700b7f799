import { keepsToRates } from '../../engine/methods/recipe';
import type { Slice } from './slice';
import type { PlanSlice } from './types';

export const planSlice: Slice<PlanSlice> = (set, get, { supervisor }) => {
  let isAsking = false;

  return {
    planned: undefined,

    plan: async () => {
      if (isAsking) return;
      isAsking = true;
      try {
        for (let { planned, recipe, revision } = get(); ; { planned, recipe, revision } = get()) {
          if (!get().network || !keepsToRates(recipe)) return set({ planned: undefined });
          if (planned?.recipe === recipe && planned.revision === revision) return;
          const told = await supervisor.plannedSize({ recipe, revision });
          set({ planned: { recipe, revision, ...told } });
        }
      } catch (error) {
        set({ planned: undefined });
        get().complain(error);
      } finally {
        isAsking = false;
      }
    },
  };
};
