import { defineMethod } from '../method';
import { dkpFields } from './fields';

/**
 * Discrimination-aware kernel pruning, DKP (Liu et al., "Discrimination-aware Network Pruning for Deep Model Compression",
 * TPAMI 2021): as DCP, but what is selected are 2-D kernels, one for each pair of input and output channel. Channels stay.
 */
export const dkp = defineMethod({
  id: 'dkp',
  fields: dkpFields,
  keepsToRates: () => false,
  prepare: async (scope, options) => (await import('./dkp')).dkpPruning(scope, options),
});
