import { defineMethod } from '../method';
import { refitFields } from '../refitFields';

/**
 * ThiNet (Luo et al., "ThiNet: A Filter Level Pruning Method for Deep Neural Network Compression", ICCV 2017): of every group
 * those channels go, one by one, without which the layers that read it keep most of their outputs. Then least squares: of
 * all weights of the channels that stay, where the paper's Eq 7 has one scale for each.
 */
export const thinet = defineMethod({
  id: 'thinet',
  fields: refitFields,
  prepare: async (scope, options) => {
    const [{ reconstructingPruning }, { greedyRemoval }] = await Promise.all([
      import('../reconstructing'),
      import('./greedyRemoval'),
    ]);
    return reconstructingPruning(scope, options, greedyRemoval);
  },
});
