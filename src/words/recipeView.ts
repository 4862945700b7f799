import { translated } from './translated';

/** Words around the fields of a recipe. */
export const recipeWords = translated('recipeView.recipeWords', {
  all: 'all',
  'all-as-above': 'All as above',
  compress: 'Store the pruned network {{term}} too',
  'compress-term': 'in fewer bits',
  'layer-by-layer': 'Layer by layer',
  method: 'Method',
  more: 'More settings',
  'of-what': 'Of what',
  'open-first': 'Open a network first.',
  preset: 'Preset',
  'rate-of': 'Prune rate of {{layer}}',
  scratch: 'Compare with the same widths trained {{term}}',
  'scratch-term': 'from scratch',
  title: 'Recipe',
});
