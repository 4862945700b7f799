import { ownEntry } from '../../engine/recipe/ownEntry';
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
  measuredNow: undefined,
  suggested: undefined,

  measureSensitivity: async () => {
    const { recipe, revision } = get();
    if (!isFree(get()) || get().isMeasuring) return;
    set({ isMeasuring: true, sensitivity: { revision, streams: recipe.streams, curves: [] } });
    try {
      await supervisor.measureSensitivity(
        { recipe, revision },
        (curve) => {
          const before = get().sensitivity;
          if (before?.revision === revision)
            set({ sensitivity: { ...before, curves: withCurve(before.curves, curve) } });
        },
        (measuredNow) => {
          if (get().isMeasuring) set({ measuredNow });
        },
      );
    } catch (error) {
      get().complain(error);
    } finally {
      set({ isMeasuring: false, measuredNow: undefined });
    }
  },

  endMeasuring: () => {
    void supervisor.endMeasuring().catch(get().complain);
  },

  suggestRates: async () => {
    const { recipe, sensitivity } = get();
    if (!sensitivity || !isMeasured(get())) return;
    try {
      const rates = await supervisor.suggestRates(recipe, sensitivity.curves);
      const earlier = get().suggested?.rates ?? {};
      const before = get().recipe.layerRates;
      const byHand = Object.entries(before).filter(
        ([layer, rate]) => rate !== ownEntry(earlier, layer) && rate !== ownEntry(rates, layer),
      );
      set({ suggested: { rates, before, replaced: byHand.length } });
      get().setRecipe({ layerRates: rates });
    } catch (error) {
      get().complain(error);
    }
  },
});
