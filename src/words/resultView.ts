import { fill } from './text';
import { translated } from './translated';

/** Words of a run's result. */
export const resultWords = translated('resultView.resultWords', {
  accuracy: 'Test accuracy',
  agreement: 'Agreement',
  baseline: 'Baseline',
  busy: 'more than fewer FLOPs explain: the machine was busy',
  download: 'Download',
  'error-gap': 'Error gap',
  latency: 'Latency',
  'no-difference': 'no difference',
  noisy: 'too noisy to tell',
  'other-recipe': 'Pruned by another recipe than the one that is set now.',
  points: 'points',
  pruned: 'Pruned',
  result: 'Result',
  same: 'the same',
  'same-widths': 'the same widths',
  scratch: 'From scratch',
  selected: 'Selected',
  'smaller-files': 'Smaller files',
  'size-as-stored': 'Size as stored',
  weights: 'Weights',
  'weights-not-zero': 'Weights not zero',
  'gap-from-pruned': 'Gap from pruned',
});

/** What networks are measured by besides their answers. */
export const sizeRows = translated('resultView.sizeRows', { parameters: 'Parameters', flops: 'FLOPs', size: 'Size' });

export const resultTexts = translated('resultView.resultTexts', {
  accuracy: 'Accuracy (n = {{images}})',
  'as-it-came': '{{network}}, pruned: {{format}} · as it came',
  counts: 'Of the test images {{counts}}.',
  earlier: 'Of {{network}}, pruned before.',
  faster: '{{times}}× faster',
  fewer: '{{times}}× fewer',
  file: '{{network}}, pruned: {{format}}',
  'from-log': 'Of {{network}}, read from a log.',
  gap: 'gap {{points}}',
  images: 'n = {{images}}',
  of: '{{recipe}}; {{dataset}}.',
  'of-parts': '{{recipe}}; {{dataset}}: {{parts}}.',
  slower: '{{times}}× slower',
  smaller: '{{times}}× smaller',
});

/** Files that a run leaves. */
export const runFileNames = translated('resultView.runFileNames', {
  selection: 'Kept channels (selection.json)',
  report: 'Report (report.json)',
  recipe: 'Recipe (recipe.json)',
  events: 'Everything the run told (events.jsonl)',
});

/** How many times less something is: `2.50× smaller`. */
export const tellTimes = (ratio: number, less: 'faster' | 'fewer' | 'slower' | 'smaller'): string =>
  fill(resultTexts[less], { times: ratio.toFixed(2) });
