/** Figures of a run in words. */
import { formatWhole } from './numbers';
import { fill } from './text';
import { translated } from './translated';

/** Of shares: how far they may be from the truth (95%). */
interface Interval {
  readonly low: number;
  readonly high: number;
}

interface Accuracy extends Interval {
  readonly accuracy: number;
  readonly images: number;
  readonly isAgreement: boolean;
}

interface Gap extends Interval {
  readonly gap: number;
  readonly baselineOnly: number;
  readonly prunedOnly: number;
}

export const figureTexts = translated('figures.figureTexts', {
  range: '{{low}} to {{high}}',
  share: '{{share}}% (95%: {{low}} to {{high}})',
  accuracy: 'accuracy {{share}}, n = {{images}}',
  agreement: "agreement with the network's own predictions {{share}}, n = {{images}}",
  points: '{{points}} points (95%: {{range}})',
  counts: '{{baselineOnly}} right in the baseline alone, {{prunedOnly}} in this network alone',
  gap: 'error gap {{points}}, n = {{images}}: {{counts}}',
  image: '1 image',
  images: '{{images}} images',
  runs: '{{images}}, {{runs}} runs',
  unknown: 'unknown',
  parts: '{{train}} training, {{validation}} validation and {{test}} test images',
});

const percent = (share: number): string => (100 * share).toFixed(1);

/** A difference of shares in points, with its sign. */
export function signedPoints(share: number): string {
  const points = percent(Math.abs(share));
  if (Number(points) === 0) return points;
  return `${share < 0 ? '−' : '+'}${points}`;
}

/** A share of images and its interval: `85.1% (95%: 82.8 to 87.2)`. */
export const tellShare = ({ accuracy, low, high }: Omit<Accuracy, 'isAgreement' | 'images'>): string =>
  fill(figureTexts.share, { share: percent(accuracy), low: percent(low), high: percent(high) });

export const tellAccuracy = (told: Accuracy): string =>
  fill(told.isAgreement ? figureTexts.agreement : figureTexts.accuracy, {
    share: tellShare(told),
    images: formatWhole(told.images),
  });

const unsignedPlus = (share: number): string => signedPoints(share).replace('+', '');

/** The ends of a gap's interval: `−0.4 to 2.0`. */
export const tellGapRange = ({ low, high }: Interval): string =>
  fill(figureTexts.range, { low: unsignedPlus(low), high: unsignedPlus(high) });

/** A gap and its interval: `+1.2 points (95%: 0.2 to 2.2)`. */
export const tellPoints = (gap: Interval & { readonly gap: number }): string =>
  fill(figureTexts.points, { points: signedPoints(gap.gap), range: tellGapRange(gap) });

/** From how many images a gap comes. */
export const tellCounts = ({ baselineOnly, prunedOnly }: Gap): string =>
  fill(figureTexts.counts, { baselineOnly: formatWhole(baselineOnly), prunedOnly: formatWhole(prunedOnly) });

/** @param images that it was measured on */
export const tellGap = (gap: Gap, images: number): string =>
  fill(figureTexts.gap, { points: tellPoints(gap), images: formatWhole(images), counts: tellCounts(gap) });

/** What times of two networks say of the second. */
export const speeds = translated('figures.speeds', {
  faster: 'faster',
  slower: 'slower',
  same: 'no difference that this machine can tell',
});

/** So many images. */
export const tellImages = (images: number): string =>
  images === 1 ? figureTexts.image : fill(figureTexts.images, { images: formatWhole(images) });

/** Of how many images, and in how many runs, a time is told. */
export const tellRuns = ({ images, runs }: { readonly images: number; readonly runs: number }): string =>
  fill(figureTexts.runs, { images: tellImages(images), runs: formatWhole(runs) });

/** Which images serve for what. */
export const tellParts = ({
  train,
  validation,
  test,
}: Readonly<Record<'train' | 'validation' | 'test', number>>): string =>
  fill(figureTexts.parts, {
    train: formatWhole(train),
    validation: formatWhole(validation),
    test: formatWhole(test),
  });
