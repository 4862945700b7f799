import { translated } from './translated';

/** Words of what the page does without a network, and of its versions. */
export const offlineWords = translated('offline.offlineWords', {
  kept: 'This browser keeps the lessons: they now work without a network too.',
  newer: 'A new version of the studio is there.',
  reload: 'Reload',
  'other-tab': 'Another tab has a run, a result that is not saved, or files of yours. Finish there, then reload here.',
  'drop-again': 'What you have dropped on the page is to be dropped again.',
});
