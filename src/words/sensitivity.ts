/** What layers can spare, in words. */
import { tellImages } from './figures';

export const sensitivityWords = {
  again: 'Measure again',
  measure: 'Measure every layer',
  measuring: 'Measuring…',
  suggest: 'Suggest rates',
  title: 'What each layer can spare',
  what: 'Accuracy with a part of one layer’s channels gone, all others whole: the layers that read it are refitted by least squares, nothing is fine-tuned. Click or drag in a picture to set that layer’s prune rate.',
} as const;

/** What the suggestion keeps to. */
export const tellSuggestion = (rate: number): string =>
  `Suggested rates leave no more FLOPs than ${Math.round(100 * rate)}% from every layer does, and take them where they cost least.`;

export const tellValidation = (images: number): string =>
  `On ${tellImages(images)} that runs leave out of training; the network as it came may have learnt from them, and then does better here than in the test. Shaded: 95% intervals.`;

export const tellRateOf = (layer: string): string => `Prune rate of ${layer}, by its curve`;

interface Point {
  readonly rate: number;
  readonly accuracy: number;
}

/** A curve for those who hear it. */
export const tellCurve = (layer: string, whole: number, points: readonly Point[]): string =>
  `${layer}: ${(100 * whole).toFixed(1)}% whole; ${points
    .map(({ rate, accuracy }) => `${(100 * accuracy).toFixed(1)}% with ${Math.round(100 * rate)}% gone`)
    .join(', ')}`;

/** Of the choices of a recipe. */
export const stepWords = { undo: 'Undo', redo: 'Redo' } as const;
