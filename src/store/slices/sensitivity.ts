import { isFree, isMeasured } from '../state';
import type { Slice } from './slice';
import type { SensitivitySlice } from './types';

export const sensitivitySlice: Slice<SensitivitySlice> = (set, get, { supervisor }) => ({
  sensitivity: undefined,
  isMeasuring: false,

  measureSensitivity: async () => {
    const { recipe, revision } = get();
    if (!isFree(get()) || get().isMeasuring) return;
    set({ isMeasuring: true, sensitivity: { revision, streams: recipe.streams, curves: [] } });
    try {
      await supervisor.measureSensitivity({ recipe, revision }, (curve) => {
        const before = get().sensitivity;
        if (before?.revision === revision) set({ sensitivity: { ...before, curves: [...before.curves, curve] } });
      });
    } catch (error) {
      get().complain(error);
    } finally {
      set({ isMeasuring: false });
    }
  },

  suggestRates: async () => {
    const { recipe, sensitivity } = get();
    if (!sensitivity || !isMeasured(get())) return;
    try {
      get().setRecipe({ layerRates: await supervisor.suggestRates(recipe, sensitivity.curves) });
    } catch (error) {
      get().complain(error);
    }
  },
});
