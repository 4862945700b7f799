import { bundledNetwork, bundledNetworks } from '../bundledNetworks';
import { recipeOfLink } from '../recipeLink';
import { datasetNameOf } from '../state';
import type { Slice } from './slice';
import type { LinkSlice } from './types';

export const linkSlice: Slice<LinkSlice> = (set, get) => ({
  first: { network: bundledNetworks[0], images: 'bundled' },

  takeLink: async ({ network, images, recipe: told, scratch, compress }) => {
    const linked = bundledNetwork(network);
    if (scratch !== undefined) set({ scratch });
    if (compress !== undefined) set({ compresses: compress });
    const { network: open, first } = get();
    if (!open) set({ first: { network: linked ?? first.network, images: images ?? first.images } });
    else {
      if (linked && linked !== open.name) await get().openBundled(linked);
      if (images && images !== datasetNameOf(get())) await get().chooseDataset(images);
    }
    try {
      if (told !== undefined) get().takeRecipe(recipeOfLink(told));
    } catch (error) {
      get().complain(error);
    }
  },
});
