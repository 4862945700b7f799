/** What layers can spare, in words. */
import { tellImages } from './figures';
import { fill, joints } from './text';
import { translated } from './translated';

export const sensitivityWords = translated('sensitivity.sensitivityWords', {
  again: 'Measure again',
  'bring-back': 'Bring them back',
  'by-hand': 'Channels chosen by hand are not heeded here; a run heeds them.',
  cancel: 'Cancel',
  'left-rough': 'Some pictures are a first look at few images: measure again for closer ones.',
  measure: 'Measure every layer',
  measuring: 'Measuring…',
  roughly: 'A first look at few images; each picture is measured more closely in its turn.',
  suggest: 'Suggest rates',
  title: 'What each layer can spare',
  what: 'Accuracy with a part of one layer’s channels gone, all others whole: the layers that read it are refitted by least squares, nothing is fine-tuned. Click or drag in a picture to set that layer’s prune rate.',
});

export const sensitivityTexts = translated('sensitivity.sensitivityTexts', {
  replaced: 'The suggested rates stand in the place of {{rates}} that were set by hand.',
  'replaced-one': 'The suggested rates stand in the place of one that was set by hand.',
  gone: '{{percent}}% removed',
  suggestion:
    'Suggested rates leave no more FLOPs than {{percent}}% from every layer does, and take them where they cost least.',
  validation:
    'On {{images}} that runs leave out of training; the network as it came may have learnt from them, and then does better here than in the test. Shaded: 95% intervals.',
  'rate-of': 'Prune rate of {{layer}}, by its curve',
  curve: '{{layer}}: {{accuracy}}% whole; {{points}}',
  point: '{{accuracy}}% with {{percent}}% gone',
});

/** What the suggestion keeps to. */
export const tellSuggestion = (rate: number): string =>
  fill(sensitivityTexts.suggestion, { percent: Math.round(100 * rate) });

/** @param rates set by hand before */
export const tellReplaced = (rates: number): string =>
  rates === 1 ? sensitivityTexts['replaced-one'] : fill(sensitivityTexts.replaced, { rates });

/** The end of the axis below the curves. */
export const tellGone = (share: number): string => fill(sensitivityTexts.gone, { percent: Math.round(100 * share) });

export const tellValidation = (images: number): string =>
  fill(sensitivityTexts.validation, { images: tellImages(images) });

export const tellRateOf = (layer: string): string => fill(sensitivityTexts['rate-of'], { layer });

interface Point {
  readonly rate: number;
  readonly accuracy: number;
}

const tellPoint = ({ rate, accuracy }: Point): string =>
  fill(sensitivityTexts.point, { accuracy: (100 * accuracy).toFixed(1), percent: Math.round(100 * rate) });

/** A curve for those who hear it. */
export const tellCurve = (layer: string, whole: number, points: readonly Point[]): string =>
  fill(sensitivityTexts.curve, {
    layer,
    accuracy: (100 * whole).toFixed(1),
    points: points.map(tellPoint).join(joints.comma),
  });

/** Of the choices of a recipe. */
export const stepWords = translated('sensitivity.stepWords', { undo: 'Undo', redo: 'Redo' });
