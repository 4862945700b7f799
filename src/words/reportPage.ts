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
  lead: '{{method}}: {{params}} parameters of {{before}}, {{accuracy}} of the test images right instead of {{baseline}}.',
  'lead-agreement':
    '{{method}}: {{params}} parameters of {{before}}; the answers to {{accuracy}} of the test images are as they were.',
  kept: '{{kept}} of {{channels}}',
  made: 'Pruned on {{dataset}}, seed {{seed}}, on {{backend}}. The test images were read once, at the end.',
  seconds: '{{phase}}: {{seconds}} s',
  by: 'Written by Espalier. This page holds all that it shows, and asks the network for nothing.',
});
