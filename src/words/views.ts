/** What the page can show, by id. */
export const viewNames = { network: 'Network', prune: 'Prune', compare: 'Compare', use: 'Use it' } as const;

/** Words of the frame around the views. */
export const frameWords = {
  drop: 'Drop a network, images, a recipe, a run, or several of them',
  settings: 'Settings',
  views: 'Views',
} as const;
