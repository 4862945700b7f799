import { defineMethod } from '../method';
import { slimmingFields } from './fields';

/**
 * Network slimming (Liu et al., "Learning Efficient Convolutional Networks through Network Slimming", ICCV 2017): the
 * network is trained with an L1 penalty on the scales (gamma) of its batch norms, and the channels with the largest stay.
 */
export const slimming = defineMethod({
  id: 'slimming',
  fields: slimmingFields,
  keepsToRates: ({ threshold }) => threshold !== 'network',
  prepare: async (scope, options) => (await import('./slimming')).slimmingPruning(scope, options),
});
