import { defineMethod } from '../method';
import { refitFields } from '../refitFields';

/**
 * First-order Taylor expansion: of every group the channels without which the network's own loss on the samples would change
 * most, to first order (Molchanov et al., "Pruning Convolutional Neural Networks for Resource Efficient Inference", ICLR 2017).
 */
export const taylor = defineMethod({
  id: 'taylor',
  fields: refitFields,
  prepare: async (scope, options) => {
    const [{ rankedPruning }, { taylorRanking }] = await Promise.all([import('../ranked'), import('./expansion')]);
    return rankedPruning(scope, options, (samples) => taylorRanking(scope, samples));
  },
});
