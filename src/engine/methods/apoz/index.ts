import { defineMethod } from '../method';
import { refitFields } from '../refitFields';

/**
 * Average percentage of zeros: of every group the channels whose activations are zero least often on the samples (Hu et al.,
 * "Network Trimming", 2016).
 */
export const apoz = defineMethod({
  id: 'apoz',
  fields: refitFields,
  prepare: async (scope, options) => {
    const [{ rankedPruning }, { activationRanking }] = await Promise.all([
      import('../ranked'),
      import('./activations'),
    ]);
    return rankedPruning(scope, options, (samples) => activationRanking(scope, samples));
  },
});
