import type { Sensitivity } from '../../worker/studio';
import { isFree, isMeasured } from '../state';
import type { Slice } from './slice';
import type { SensitivitySlice } from './types';

/** A closer curve takes the place of a rough one. */
const withCurve = (curves: readonly Sensitivity[], curve: Sensitivity): Sensitivity[] =>
  curves.some(({ layer }) => layer === curve.layer)
    ? curves.map((before) => (before.layer === curve.layer ? curve : before))
    : [...curves, curve];

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
        if (before?.revision === revision) set({ sensitivity: { ...before, curves: withCurve(before.curves, curve) } });
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
