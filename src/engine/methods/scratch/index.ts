import { dcpFields } from '../dcp/fields';
import { defineMethod } from '../method';

/**
 * WM (the width multiplier of Howard et al., "MobileNets", 2017, as Zhuang et al., NeurIPS 2018, compare with it): the recipe's
 * widths trained from scratch. Which channels these are says nothing: the weights start afresh. Images, epochs and rate are
 * those of fine-tuning, but there is no teacher, and it does not begin again at a lower rate where accuracy falls.
 */
export const wm = defineMethod({
  id: 'wm',
  fields: {},
  prepare: async (scope) => (await import('./scratch')).scratchPruning(scope, 0),
});

/** WM+ (Zhuang et al., NeurIPS 2018): the same with the auxiliary losses of DCP, whose heads start afresh as well (Algorithm S1). */
export const wmPlus = defineMethod({
  id: 'wm-plus',
  fields: { losses: dcpFields.losses },
  prepare: async (scope, { losses }) => (await import('./scratch')).scratchPruning(scope, losses),
});
