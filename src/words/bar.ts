import { tellGroup } from './names';
import { formatDuration } from './quantities';
import { fill } from './text';
import { translated } from './translated';

/** Words of the bar of runs. */
export const barWords = translated('bar.barWords', {
  bar: 'The bar',
  cancel: 'Cancel',
  pause: 'Pause',
  progress: 'Progress of the run',
  prune: 'Prune',
  resume: 'Resume',
  run: 'Run',
});

/** What the page is at. */
export const statusTexts = translated('bar.statusTexts', {
  cancelled: 'Cancelled; the open network is as it was',
  doing: '{{task}}…',
  failed: 'Failed; the open network is as it was',
  finished: 'Finished',
  'first-look': 'First look at {{layer}}, {{number}} of {{layers}}',
  measuring: 'Measuring {{layer}}, {{number}} of {{layers}}',
  'measuring-layers': 'Measuring every layer',
  'nothing-open': 'No network is open',
  paused: 'Paused ({{at}})',
  ready: 'Ready',
  starting: 'starting',
});

export const timeTexts = translated('bar.timeTexts', {
  expected: 'a run takes about {{low}} to {{high}} here',
  'only-left': 'about {{left}} left',
  left: '{{elapsed}}, about {{low}} to {{high}} left',
  'left-brief': '{{elapsed}}, about {{high}} left',
  sweep: 'run {{number}} of {{all}}',
  'sweep-left': 'run {{number}} of {{all}}, about {{left}} left in all',
  took: 'took {{elapsed}}',
});

/** How long a run has taken, and between how many seconds it still takes, one number where they read alike. */
export function tellLeft(elapsed: string, { low, high }: { readonly low: number; readonly high: number }): string {
  const [least, most] = [formatDuration(low), formatDuration(high)];
  return least === most
    ? fill(timeTexts['left-brief'], { elapsed, high: most })
    : fill(timeTexts.left, { elapsed, low: least, high: most });
}

/** Of runs one after the other. @param left milliseconds until all are made, if that can be told */
export const tellSweep = ({ number, all, left }: { number: number; all: number; left: number | undefined }): string =>
  left === undefined
    ? fill(timeTexts.sweep, { number, all })
    : fill(timeTexts['sweep-left'], { number, all, left: formatDuration(left / 1000) });

/** @param number of the layer, from 1 */
export const tellMeasuring = (layer: string, number: number, layers: number, isRough: boolean): string =>
  fill(statusTexts[isRough ? 'first-look' : 'measuring'], { layer: tellGroup(layer), number, layers });

/** What is worth a word about a run besides its figures. */
export const remarkTexts = translated('bar.remarkTexts', {
  'fewer-losses': 'The network has places for {{losses}} of the auxiliary losses.',
  memory: 'Memory: {{memory}}.',
  'scratch-stopped': 'Training from scratch ended early: {{reason}}.',
  stopped: 'Fine-tuning ended early: {{reason}}.',
  tuned: 'Auxiliary training: {{tuned}}.',
});
