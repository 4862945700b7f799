import { translated } from './translated';

/** Words of the report on a run that is a page of its own. */
export const reportWords = translated('reportPage.reportWords', {
  file: 'Report to read (report.html)',
  figures: 'Before and after',
  layers: 'What each layer keeps',
  accuracies: 'Accuracy by epoch',
  losses: 'Training loss by epoch',
  classes: 'Class by class',
  code: 'Code to load it',
  how: 'How it was made',
  recipe: 'Recipe',
});

export const reportTexts = translated('reportPage.reportTexts', {
  title: '{{network}}, pruned',
  lead: '{{method}}: {{params}} parameters of {{before}}, {{accuracy}} of the {{images}} test images right instead of {{baseline}}.',
  'lead-agreement':
    '{{method}}: {{params}} parameters of {{before}}; the answers to {{accuracy}} of the {{images}} test images are as they were.',
  kept: '{{kept}} of {{channels}}',
  made: 'Seed {{seed}}, on {{backend}}. Test images judge what came out: no choice was made by them.',
  seconds: '{{phase}}: {{seconds}} s',
  by: 'Written by Espalier. This page holds all that it shows, and asks the network for nothing.',
});
