import { translated } from './translated';

/** What the page can show, by id. */
export const viewNames = translated('views.viewNames', {
  network: 'Network',
  prune: 'Prune',
  compare: 'Compare',
  use: 'Use it',
});

/** Words of the frame around the views. */
export const frameWords = translated('views.frameWords', {
  backend: 'Backend',
  'choose-backend': 'Choose a backend',
  dismiss: 'Dismiss',
  drop: 'Drop a network, images, a recipe, a run, or several of them',
  dropping: 'Dropping files',
  failed: 'That did not work',
  language: 'Language',
  settings: 'Settings',
  views: 'Views',
});

/** What changes the colours of the page, by those that it leads to. */
export const schemeNames = translated('views.schemeNames', {
  dark: 'Use the dark colours',
  light: 'Use the light colours',
});
