/** Words of the bars by which layers' widths are set. */
import { tellGroup } from './names';
import { fill, joints } from './text';
import { translated } from './translated';

export const layerBarWords = translated('layerBars.layerBarWords', {
  'all-alike': 'All layers alike',
  'channels-turn':
    'Click a channel to keep it, again to remove it, and again to leave it to the method. By keys: arrows, then Enter.',
  drag: 'Drag a bar, or click into it, to say how many channels of a layer stay. A bar that is left alone follows the prune rate. A layer’s name opens its channels, one by one.',
  'left-to-method':
    'The method decides how many channels each layer keeps, or what goes within them: bars say nothing to it.',
  'left-to-target': 'The run finds widths that reach the target: bars say nothing to it.',
  'open-first': 'Open a network first.',
  reset: 'Reset',
  title: 'Layer by layer',
  unknown: '…',
});

export const layerBarTexts = translated('layerBars.layerBarTexts', {
  becomes: '{{from}} → {{to}}',
  'one-by-one': 'Channels of {{layer}}, one by one',
  'channels-of': 'Channels of {{layer}} that stay',
  'of-channels': '{{kept}} of {{channels}}',
  'by-hand-keeps': '{{count}} kept by hand',
  'by-hand-removes': '{{count}} removed by hand',
  less: '−{{percent}}%, exact',
  'less-at-least': '−{{percent}}%, or more',
  'reset-layer': 'Let {{layer}} follow the prune rate',
});

export const tellChannelsThatStay = (layer: string): string =>
  fill(layerBarTexts['channels-of'], { layer: tellGroup(layer) });

export const tellOneByOne = (layer: string): string => fill(layerBarTexts['one-by-one'], { layer: tellGroup(layer) });

export const tellOfChannels = (kept: number, channels: number): string =>
  fill(layerBarTexts['of-channels'], { kept, channels });

/** Channels of a layer that are decided on by hand; empty if none is. */
export const tellCountsByHand = (keep: number, remove: number): string =>
  [
    ...(keep > 0 ? [fill(layerBarTexts['by-hand-keeps'], { count: keep })] : []),
    ...(remove > 0 ? [fill(layerBarTexts['by-hand-removes'], { count: remove })] : []),
  ].join(joints.comma);

export const tellReset = (layer: string): string => fill(layerBarTexts['reset-layer'], { layer: tellGroup(layer) });

export const tellBecomes = (from: string, to: string): string => fill(layerBarTexts.becomes, { from, to });

/** @param left the share that is left, or the most that may be */
export const tellLess = (left: number, isExact: boolean): string =>
  fill(layerBarTexts[isExact ? 'less' : 'less-at-least'], { percent: (100 * (1 - left)).toFixed(0) });
