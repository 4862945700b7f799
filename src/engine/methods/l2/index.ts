import { defineMethod } from '../method';
import { refitFields } from '../refitFields';

/** Weight norm: of every group the channels whose filters have the largest Euclidean norms (He et al., IJCAI 2018). */
export const l2 = defineMethod({
  id: 'l2',
  fields: refitFields,
  prepare: async (scope, options) => {
    const [{ rankedPruning }, { euclideanNorms, filterRanking }] = await Promise.all([
      import('../ranked'),
      import('../filterScores'),
    ]);
    return rankedPruning(scope, options, () => filterRanking(scope, euclideanNorms));
  },
});
