/** Words of the list of keys. */
import { translated } from './translated';

export const keysTitle = translated('keys.keysTitle', { title: 'Keys', close: 'Close' });

/** What is pressed, by what it is for. */
export const keyCaps = translated('keys.keyCaps', {
  views: '1 – 5',
  play: 'Space',
  channel: '← →',
  layer: 'Shift ← →',
  stage: '↑ ↓',
  timeline: 'Home, End, Page ↑ ↓',
  squares: '← → ↑ ↓, Enter',
  grids: 'Page ↑ ↓',
  back: 'Esc',
  undo: 'Ctrl Z, Ctrl Shift Z',
  keys: '?',
});

/** What comes of it. */
export const keyActions = translated('keys.keyActions', {
  views: 'Network, Prune, Compare, Use it, Learn',
  play: 'Prune: play, stop',
  channel: 'Prune: a channel or step back or on; lessons: a step',
  layer: 'Prune: a layer back or on',
  stage: 'Prune: a stage back or on',
  timeline: 'On the timeline: to its ends; ten moments back or on',
  squares: 'On squares: to another channel; open it',
  grids: 'On squares: to the layer before or behind',
  back: 'Close the channel, then its layer',
  undo: 'Network: undo, redo',
  keys: 'This list',
} as const satisfies Readonly<Record<keyof typeof keyCaps, string>>);

export type KeyId = keyof typeof keyActions;

/** In the order of the list. */
export const keyIds = [
  ...(['views', 'play', 'channel', 'layer', 'stage', 'timeline', 'squares', 'grids', 'back', 'undo', 'keys'] as const),
] satisfies readonly KeyId[];
