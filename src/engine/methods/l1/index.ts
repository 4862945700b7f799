import { defineMethod } from '../method';
import { refitFields } from '../refitFields';

/** Weight sum: of every group the channels whose filters have the largest absolute weights (Li et al., ICLR 2017). */
export const l1 = defineMethod({
  id: 'l1',
  fields: refitFields,
  prepare: async (scope, options) => {
    const [{ rankedPruning }, { absoluteSums, filterRanking }] = await Promise.all([
      import('../ranked'),
      import('../filterScores'),
    ]);
    return rankedPruning(scope, options, () => filterRanking(scope, absoluteSums));
  },
});
