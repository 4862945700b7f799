import type { Slice } from './slice';
import type { InspectionSlice } from './types';

export const inspectionSlice: Slice<InspectionSlice> = (set, get, { supervisor }) => {
  /** What was asked for last: what comes later of something else is not shown. */
  let latest = 0;

  return {
    image: 0,
    maps: undefined,
    kernels: undefined,
    gradients: undefined,
    tried: undefined,

    chooseImage: (image) => set({ image }),

    inspect: async (layer, channel) => {
      const asked = ++latest;
      const { revision, image, maps, kernels, gradients } = get();
      const sight = { revision, layer };
      const isHere = (known: typeof sight | undefined) => known?.revision === revision && known.layer === layer;
      try {
        if (!isHere(maps) || maps?.image !== image) {
          const told = await supervisor.featureMaps(sight, image);
          if (asked === latest) set({ maps: { ...sight, image, told } });
        }
        if (channel !== undefined && (!isHere(kernels) || kernels?.channel !== channel)) {
          const told = await supervisor.kernelSlices(sight, channel);
          if (asked === latest) set({ kernels: { ...sight, channel, told } });
        }
        const areHere = isHere(gradients) && gradients?.channel === channel && gradients?.image === image;
        if (channel !== undefined && asked === latest && !areHere) {
          const told = await supervisor.gradientSlices(sight, channel, image);
          if (asked === latest) set({ gradients: { ...sight, channel, image, told } });
        }
      } catch (error) {
        get().complain(error);
      }
    },

    tryByHand: async (layer, choice) => {
      const { revision, recipe } = get();
      const tried = { revision, layer, ...choice, seed: recipe.seed };
      set({ tried });
      try {
        const effect = await supervisor.tryByHand(tried);
        if (get().tried === tried) set({ tried: { ...tried, effect } });
      } catch (error) {
        if (get().tried === tried) set({ tried: undefined });
        get().complain(error);
      }
    },

    endTrying: () => {
      set({ tried: undefined });
      void supervisor.endTrying().catch(get().complain);
    },
  };
};
