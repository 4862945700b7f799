/** What two networks answer to the same images, in words. */
import { signedPoints, tellGapRange, tellImages } from './figures';
import { tellDataset } from './names';
import { formatWhole } from './numbers';
import { fill, joints } from './text';
import { translated } from './translated';

const percent = (share: number): string => (100 * share).toFixed(1);

/** Words of the view in which a result is used. */
/** Where nothing is pruned yet. */
export const emptyWords = translated('answers.emptyWords', {
  title: 'Nothing to use yet',
  try: 'Both networks answer your own images, or the camera’s, side by side.',
  classes: 'Which classes suffer, which answers flip, and what is taken for what.',
  take: 'The pruned network as a file, with the lines of code that load it.',
  further: 'And further: prune it again, store it in fewer bits, keep only the classes that you need.',
  'to-network': 'Say how much smaller',
  'to-prune': 'Watch a recorded run',
});

export const useWords = translated('answers.useWords', {
  answers: 'Before and after',
  ask: 'Try your own image',
  asking: 'Asking both networks…',
  baseline: 'Baseline',
  baselineGone:
    'The network that this run pruned, or its images, are not open here. Open them again to compare answers.',
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
  copied: 'Copied',
  copy: 'Copy',
  download: 'Save the file',
  flipped: 'Images whose answer flipped',
  format: 'Format',
  gap: 'More errors, points',
  images: 'Images',
  nothingFlipped: 'Both networks answer the same to every test image.',
  openBoth: 'Open the network and images',
  none: 'Nothing to use yet: prune a network first.',
  noneButKept: 'Prune a network, or take up a run that this browser keeps.',
  noFigures: 'Accuracy, size and time before and after pruning come with a run.',
  own: 'Your images go nowhere: both networks run in this page.',
  pruned: 'Pruned',
  otherwise: 'answers otherwise',
  seen: 'the image as the networks see it',
  stopCamera: 'Stop the camera',
  take: 'Take it with you',
  truth: 'Is',
  unpacked: 'unpacked from {{file}}',
  notHere: 'The network of this run is not in the page, but this browser keeps it.',
  kept: 'Kept runs',
  keptUse: 'Use it',
  waiting: 'Both networks are asked for every test image…',
});

/** How an answer has changed. */
export const flipNames = translated('answers.flipNames', {
  broken: 'Right before, wrong now',
  mended: 'Wrong before, right now',
  moved: 'Wrong both times',
});

export const keptTexts = translated('answers.keptTexts', {
  use: 'Use {{name}} of {{network}}',
  change: '{{network}}: {{before}} → {{after}}, {{params}} of the parameters',
});

type Flips = Readonly<Record<keyof typeof flipNames, number>>;

/** Which confusion matrix is shown. */
export const matrixNames = translated('answers.matrixNames', {
  baseline: 'Baseline',
  pruned: 'Pruned',
  change: 'Change',
});

export const answerTexts = translated('answers.answerTexts', {
  'continue-why': 'Opens the pruned network with the images that are open, {{images}}, to prune it further.',
  'continue-alone': 'Opens the pruned network, to prune it further.',
  'files-to-drop': 'Drop the file of {{network}}, and its images: {{images}}.',
  'all-same': 'Both networks answer the same to all {{images}} of the test.',
  differing: 'The two networks answer differently to {{differing}} of {{images}} test images.',
  'own-same': 'Both networks answer the same to {{images}} of your own.',
  'own-differing': 'The two networks answer differently to {{differing}} of your {{images}}.',
  'differing-unlabelled':
    'The two networks answer differently to {{differing}} of {{images}} test images, which have no labels of their own.',
  flips:
    '{{differing}} of {{images}} ({{share}}%; 95%: {{low}} to {{high}}) changed: {{broken}} from right to wrong, {{mended}} from wrong to right, {{moved}} from one wrong answer to another.',
  worst: 'Worst class: {{name}}, {{points}} points of errors (95%: {{range}}; {{images}})',
  unlikely: '{{worst}}. Chance alone would hardly make one of {{classes}} classes look so: {{chance}}.',
  likely: '{{worst}}. Chance alone can make one of {{classes}} classes look so: {{chance}}.',
  'chance-least': 'in less than 1 case of 1,000',
  'chance-sure': 'in nearly every case',
  chance: 'in about {{cases}} cases of {{of}}',
  'chance-one': 'in about 1 case of {{of}}',
  'none-worse': 'No class has more errors than before.',
  confused: '{{label}} taken for {{answer}}: {{count}}',
  flip: '{{label}}: was {{before}}, now {{after}}',
  'some-classes': 'The {{shown}} classes of {{all}} that have lost most.',
  'some-flips': '{{shown}} of {{images}}, the pruned network’s surest answers first',
});

/** What continuing does. @param images that are open, by their name */
export const tellContinuing = (images: string | undefined): string =>
  images === undefined
    ? answerTexts['continue-alone']
    : fill(answerTexts['continue-why'], { images: tellDataset(images) });

/** What a run pruned and measured on, to be opened again. */
export const tellFilesToDrop = (network: string, images: string): string =>
  fill(answerTexts['files-to-drop'], { network, images: tellDataset(images) });

/** The headline: on how many images the two answer differently. */
export function tellDisagreement({ differing, images }: Disagreement, isAgreement: boolean): string {
  if (differing === 0) return fill(answerTexts['all-same'], { images: tellImages(images) });
  const text = isAgreement ? answerTexts['differing-unlabelled'] : answerTexts.differing;
  return fill(text, { differing: formatWhole(differing), images: formatWhole(images) });
}

/** On how many of someone's own images the two answer differently. */
export const tellOwnDisagreement = (differing: number, images: number): string =>
  fill(answerTexts[differing === 0 ? 'own-same' : 'own-differing'], {
    differing: formatWhole(differing),
    images: tellImages(images),
  });

/** The share of answers that differ, and how they do. */
export const tellFlips = ({ differing, images, share, low, high, broken, mended, moved }: Disagreement): string =>
  fill(answerTexts.flips, {
    differing: formatWhole(differing),
    images: formatWhole(images),
    share: percent(share),
    low: percent(low),
    high: percent(high),
    broken: formatWhole(broken),
    mended: formatWhole(mended),
    moved: formatWhole(moved),
  });

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
  const told = { name, points: signedPoints(gap), range: tellGapRange(range), images: tellImages(images) };
  const worst = fill(answerTexts.worst, told);
  if (classes === 1) return `${worst}${joints.stop}`;
  return fill(chance < 0.05 ? answerTexts.unlikely : answerTexts.likely, {
    worst,
    classes: formatWhole(classes),
    chance: tellChance(chance),
  });
}

/** A probability in plain words: in so many cases of 100, or of 1,000 where it is small. */
function tellChance(chance: number): string {
  if (chance < 0.001) return answerTexts['chance-least'];
  if (chance > 0.95) return answerTexts['chance-sure'];
  const of = chance < 0.05 ? 1000 : 100;
  const cases = Math.round(of * chance);
  return fill(answerTexts[cases === 1 ? 'chance-one' : 'chance'], { cases, of: formatWhole(of) });
}

/** The cell of a confusion matrix, for those who hear it. */
export const tellConfused = (label: string, answer: string, count: number): string =>
  fill(answerTexts.confused, { label, answer, count: formatWhole(count) });

/** An image whose answer flipped. */
export const tellFlip = (label: string, before: string, after: string): string =>
  fill(answerTexts.flip, { label, before, after });

/** Where not all classes are shown. */
export const tellSomeClasses = (shown: number, all: number): string =>
  fill(answerTexts['some-classes'], { shown: formatWhole(shown), all: formatWhole(all) });

/** Where not all flipped images are shown. */
export const tellSomeFlips = (shown: number, all: number): string =>
  shown === all
    ? tellImages(all)
    : fill(answerTexts['some-flips'], { shown: formatWhole(shown), images: tellImages(all) });
