import { translated } from './translated';

/** What the page can show, by id. */
export const viewNames = translated('views.viewNames', {
  network: 'Network',
  prune: 'Prune',
  compare: 'Compare',
  use: 'Use it',
  learn: 'Learn',
});

/** Words of the frame around the views. */
export const frameWords = translated('views.frameWords', {
  backend: 'Backend',
  'choose-backend': 'Choose a backend',
  'classes-to-keep': 'Classes to keep',
  'classes-why': 'Two or more. The outputs of the others go, and so do their images.',
  'copy-link': 'Copy link',
  dismiss: 'Dismiss',
  drop: 'Drop a network, images, a recipe, a run, or several of them',
  dropping: 'Dropping files',
  failed: 'That did not work',
  gone: '{{what}} cannot be shown. The rest of the page goes on.',
  'in-glossary': 'In the glossary',
  'keep-classes': 'Keep these',
  language: 'Language',
  'link-copied': 'Link copied',
  meaning: 'meaning',
  'only-my-classes': 'Keep only my classes',
  settings: 'Settings',
  studio: 'The studio',
  title: 'Espalier, a pruning studio',
  'try-again': 'Try again',
  views: 'Views',
  'what-belongs': 'What belongs to {{title}}',
});

/** What changes the colours of the page, by those that it leads to. */
export const schemeNames = translated('views.schemeNames', {
  dark: 'Use the dark colours',
  light: 'Use the light colours',
});
