import { defineMethod } from '../method';
import { refitFields } from '../refitFields';

/** Filter pruning via geometric median: of every group the channels whose filters are furthest from all others (He et al., CVPR 2019). */
export const fpgm = defineMethod({
  id: 'fpgm',
  fields: refitFields,
  prepare: async (scope, options) => {
    const [{ rankedPruning }, { distanceSums, filterRanking }] = await Promise.all([
      import('../ranked'),
      import('../filterScores'),
    ]);
    return rankedPruning(scope, options, () => filterRanking(scope, distanceSums));
  },
});
