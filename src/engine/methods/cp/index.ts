import { defineMethod } from '../method';
import { refitFields } from '../refitFields';

/**
 * Channel pruning (He et al., "Channel Pruning for Accelerating Very Deep Neural Networks", ICCV 2017): a LASSO on scales of a
 * group's channels, whose penalty is raised until so many are left; then the least squares of the weights, once.
 */
export const cp = defineMethod({
  id: 'cp',
  fields: refitFields,
  prepare: async (scope, options) => {
    const [{ reconstructingPruning }, { lassoChoice }] = await Promise.all([
      import('../reconstructing'),
      import('./lassoChoice'),
    ]);
    return reconstructingPruning(scope, options, lassoChoice);
  },
});
