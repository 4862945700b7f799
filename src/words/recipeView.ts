import { type presetLabels, tellRecipe } from './fields';
import { formatWhole } from './numbers';
import { fill, joints } from './text';
import { translated } from './translated';

/** Words around the fields of a recipe. */
export const recipeWords = translated('recipeView.recipeWords', {
  all: 'all',
  'all-alike': 'One rate for all',
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

export const recipeNotes = translated('recipeView.recipeNotes', {
  training: 'Method and training: {{told}}',
  'all-of': 'all {{images}}',
  'own-rate': '1 layer has its own rate.',
  'own-rates': '{{layers}} layers have their own rates.',
});

/** A method and its training in a line. @param trained by how much */
export const tellTraining = (method: string, preset: keyof typeof presetLabels | undefined, trained: string): string =>
  fill(recipeNotes.training, { told: [tellRecipe(method, preset), trained].join(joints.comma) });

/** So many images, of which all are taken. */
export const tellAll = (images: number): string => fill(recipeNotes['all-of'], { images: formatWhole(images) });

export const tellOwnRates = (layers: number): string =>
  layers === 1 ? recipeNotes['own-rate'] : fill(recipeNotes['own-rates'], { layers });
