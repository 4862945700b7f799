import { defineMethod } from '../method';
import { dcpFields, epsilonField, scoreField } from './fields';

/** Discrimination-aware channel pruning (Zhuang et al., NeurIPS 2018): Algorithms 1 and 2. */
export const dcp = defineMethod({
  id: 'dcp',
  fields: { ...dcpFields, score: scoreField },
  prepare: async (scope, options) => (await import('./pruning')).dcpPruning(scope, { ...options, choose: 'largest' }),
});

/** DCP-Adapt (Zhuang et al., NeurIPS 2018): DCP whose widths are found by Eq 10. */
export const dcpAdapt = defineMethod({
  id: 'dcp-adapt',
  choosesWidths: true,
  fields: { ...dcpFields, score: scoreField, epsilon: epsilonField },
  prepare: async (scope, options) => (await import('./pruning')).dcpPruning(scope, { ...options, choose: 'largest' }),
});

/** Random DCP (Zhuang et al., NeurIPS 2018, Table 1): channels are drawn at random in the place of those with the largest scores. */
export const randomDcp = defineMethod({
  id: 'random',
  fields: dcpFields,
  prepare: async (scope, options) =>
    (await import('./pruning')).dcpPruning(scope, { ...options, score: 'slice', choose: 'random' }),
});
