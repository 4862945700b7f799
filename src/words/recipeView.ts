import { translated } from './translated';

/** Words around the fields of a recipe. */
export const recipeWords = translated('recipeView.recipeWords', {
  all: 'all',
  compress: 'Store the pruned network {{term}} too',
  'compress-term': 'in fewer bits',
  method: 'Method',
  more: 'More settings',
  'of-what': 'Of what',
  preset: 'Preset',
  scratch: 'Compare with the same widths trained {{term}}',
  'scratch-term': 'from scratch',
  title: 'Recipe',
});
