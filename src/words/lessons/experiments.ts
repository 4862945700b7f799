import { translated } from '../translated';

/** Words of what runs the engine while a lesson is read. */
export const experimentWords = translated('lessons/experiments.experimentWords', {
  busy: 'The studio computes. It takes some seconds, more on a phone.',
  clear: 'Begin again',
  measure: 'Measure both',
  pick: 'Channels to put in by hand',
  'picked-of': '{{picked}} of {{count}} chosen',
  yours: 'By your hand, first: {{channels}}; then Algorithm 2 takes: {{rest}}',
  alone: 'Algorithm 2 alone: {{channels}}',
  lower: 'Your loss is lower: {{mine}} against {{other}}. Greedy selection is not always best.',
  higher: 'Algorithm 2 has the lower loss: {{other}} against your {{mine}}.',
  same: 'Both losses are the same: {{mine}}.',
  'mine-title': 'Your channels',
  'other-title': 'Algorithm 2',
  compute: 'Select with these values',
});
