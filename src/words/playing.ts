/** Words of the controls that a run is watched with. */
import { tellGroup } from './names';
import type { phaseNames } from './phases';
import { fill } from './text';
import { translated } from './translated';

/** By stride. */
export const strideNames = translated('playing.strideNames', {
  channel: { 1: 'Next channel or step', [-1]: 'Channel or step before' },
  layer: { 1: 'Next layer', [-1]: 'Layer before' },
  stage: { 1: 'Next stage', [-1]: 'Stage before' },
});

export const playWords = translated('playing.playWords', {
  end: 'Follow the run',
  play: 'Play',
  speed: 'Speed',
  stop: 'Stop playing',
  timeline: 'Moment of the run',
});

/** Parts of the timeline, by phase. */
export const spanNames = translated('playing.spanNames', {
  baseline: 'Baseline',
  auxiliary: 'Auxiliary training',
  selection: 'Scores',
  'fine-tuning': 'Fine-tuning',
  scratch: 'From scratch',
  evaluation: 'Measuring',
} as const satisfies Readonly<Record<keyof typeof phaseNames, string>>);

export const tellSpan = ({ phase, layer }: { phase: keyof typeof phaseNames; layer?: string }): string =>
  layer === undefined ? spanNames[phase] : tellGroup(layer);

export const networkTexts = translated('playing.networkTexts', {
  of: 'network {{number}} of {{networks}}',
  'of-most': 'network {{number}} of at most {{networks}}',
});

/** A network of a search. @param isOver so many were made, not so many at the most */
export const tellNetworkOf = (
  number: number,
  { networks, isOver }: { readonly networks: number; readonly isOver: boolean },
): string => fill(networkTexts[isOver ? 'of' : 'of-most'], { number, networks });

export const placeTexts = translated('playing.placeTexts', {
  place: 'step {{moment}} of {{moments}}',
  'place-at': '{{place}}: {{title}}',
});

/** @param moment from 0 */
export const tellMomentPlace = (moment: number, moments: number): string =>
  fill(placeTexts.place, { moment: moment + 1, moments });

export const tellPlaceAt = (told: string, title: string): string =>
  fill(placeTexts['place-at'], { place: told, title });
