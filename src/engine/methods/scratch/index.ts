import { dcpFields } from '../dcp/fields';
import { defineMethod } from '../method';

/** WM: the recipe's widths trained from scratch. Which channels these are says nothing: the weights start afresh. */
export const wm = defineMethod({
  id: 'wm',
  fields: {},
  prepare: async (scope) => (await import('./scratch')).scratchPruning(scope, 0),
});

/** WM+: the same with the auxiliary losses of DCP, whose heads start afresh as well (Algorithm S1). */
export const wmPlus = defineMethod({
  id: 'wm-plus',
  fields: { losses: dcpFields.losses },
  prepare: async (scope, { losses }) => (await import('./scratch')).scratchPruning(scope, losses),
});
