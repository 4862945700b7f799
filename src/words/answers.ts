/** What two networks answer to the same images, in words. */
import { signedPoints, tellGapRange, tellImages } from './figures';

const whole = new Intl.NumberFormat('en');

const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

/** Words of the view in which a result is used. */
export const useWords = {
  answers: 'Before and after',
  ask: 'Try your own image',
  asking: 'Asking both networks…',
  baseline: 'Baseline',
  baselineGone:
    'The network that this run pruned, or its images, are not open here. Prune what is open to compare answers.',
  camera: 'Use the camera',
  cameraDenied: 'There is no camera here, or the page may not use it: allow it in the browser’s settings of this page.',
  change: 'Change',
  choose: 'Drop an image here, or click to choose one',
  class: 'Class',
  classes: 'Class by class',
  code: 'Code to load it',
  compress: 'Compress further',
  compressing: 'Compressing…',
  compressWhy: 'Stores the pruned network in fewer bits, each way measured on the test images.',
  confusion: 'What is taken for what',
  continue: 'Continue from this network',
  continueWhy: 'Opens the pruned network with the same images, to prune it further.',
  copied: 'Copied',
  copy: 'Copy',
  download: 'Save the file',
  flipped: 'Images whose answer flipped',
  format: 'Format',
  gap: 'More errors, points',
  images: 'Images',
  nothingFlipped: 'Both networks answer the same to every test image.',
  none: 'Nothing to use yet: prune a network first.',
  noFigures: 'Accuracy, size and time before and after pruning come with a run.',
  own: 'Your images go nowhere: both networks run in this page.',
  pruned: 'Pruned',
  seen: 'the image as the networks see it',
  stopCamera: 'Stop the camera',
  take: 'Take it with you',
  truth: 'Is',
  waiting: 'Both networks are asked for every test image…',
} as const;

/** How an answer has changed. */
export const flipNames = {
  broken: 'Right before, wrong now',
  mended: 'Wrong before, right now',
  moved: 'Wrong both times',
} as const;

type Flips = Readonly<Record<keyof typeof flipNames, number>>;

/** Which confusion matrix is shown. */
export const matrixNames = { baseline: 'Baseline', pruned: 'Pruned', change: 'Change' } as const;

/** The headline: on how many images the two answer differently. */
export function tellDisagreement({ differing, images }: Disagreement, isAgreement: boolean): string {
  if (differing === 0) return `Both networks answer the same to all ${tellImages(images)} of the test.`;
  const of = isAgreement ? 'test images, which have no labels of their own' : 'test images';
  return `The two networks answer differently to ${whole.format(differing)} of ${whole.format(images)} ${of}.`;
}

/** The share of answers that differ, and how they do. */
export const tellFlips = ({ share, low, high, broken, mended, moved }: Disagreement): string =>
  `${percent(share)} (95%: ${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)}): ${whole.format(broken)} were right and are wrong now, ${whole.format(mended)} were wrong and are right now, ${whole.format(moved)} are wrong both times.`;

interface Disagreement extends Flips {
  readonly images: number;
  readonly differing: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

interface Worst {
  readonly gap: number;
  readonly low: number;
  readonly high: number;
  readonly images: number;
}

/** Which class has lost most, and whether that means anything. */
export function tellWorst(name: string, { gap, images, ...range }: Worst, classes: number, chance: number): string {
  const lost = `Worst class: ${name}, ${signedPoints(gap)} points of errors (95%: ${tellGapRange(range)}; ${tellImages(images)})`;
  if (classes === 1) return `${lost}.`;
  const looked = `${whole.format(classes)} classes`;
  return chance < 0.05
    ? `${lost}. Chance alone would hardly make one of ${looked} look so (p ${chance < 0.001 ? '< 0.001' : `= ${chance.toFixed(3)}`}).`
    : `${lost}. Chance alone can make one of ${looked} look so (p = ${chance.toFixed(2)}).`;
}

export const noneWorse = 'No class has more errors than before.';

/** The cell of a confusion matrix, for those who hear it. */
export const tellConfused = (label: string, answer: string, count: number): string =>
  `${label} taken for ${answer}: ${whole.format(count)}`;

/** An image whose answer flipped. */
export const tellFlip = (label: string, before: string, after: string): string =>
  `${label}: was ${before}, now ${after}`;

/** Where not all classes are shown. */
export const tellSomeClasses = (shown: number, all: number): string =>
  `The ${whole.format(shown)} classes of ${whole.format(all)} that have lost most.`;

/** Where not all flipped images are shown. */
export const tellSomeFlips = (shown: number, all: number): string =>
  shown === all
    ? tellImages(all)
    : `${whole.format(shown)} of ${tellImages(all)}, the pruned network’s surest answers first`;
