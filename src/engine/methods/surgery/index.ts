import { defineMethod } from '../method';
import { surgeryFields } from './fields';

/**
 * Dynamic network surgery (Guo, Yao and Chen, "Dynamic Network Surgery for Efficient DNNs", NeurIPS 2016): single weights
 * are zero by their size, and come back in training where they grow. Channels stay.
 */
export const surgery = defineMethod({
  id: 'surgery',
  fields: surgeryFields,
  keepsToRates: () => false,
  prepare: async (scope, options) => (await import('./surgery')).surgeryPruning(scope, options),
});
