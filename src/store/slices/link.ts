import { bundledNetworks } from '../bundledNetworks';
import { recipeOfLink } from '../recipeLink';
import { datasetNameOf } from '../state';
import type { Slice } from './slice';
import type { LinkSlice } from './types';

export const linkSlice: Slice<LinkSlice> = (set, get) => ({
  first: { network: bundledNetworks[0], images: 'bundled' },

  takeLink: async ({ network, images, recipe: told, scratch, compress }) => {
    const linked = bundledNetworks.find((name) => name === network);
    if (scratch !== undefined) set({ scratch });
    if (compress !== undefined) set({ compresses: compress });
    try {
      const recipe = told === undefined ? undefined : recipeOfLink(told);
      if (!get().network)
        set({ first: { network: linked ?? get().first.network, images: images ?? get().first.images } });
      else {
        if (linked && linked !== get().network?.name) await get().openBundled(linked);
        if (images && images !== datasetNameOf(get())) await get().chooseDataset(images);
      }
      if (recipe) get().takeRecipe(recipe);
    } catch (error) {
      get().complain(error);
    }
  },
});
