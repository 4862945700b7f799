/** Figures of a run in words. */

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

const whole = new Intl.NumberFormat('en');

const percent = (share: number): string => (100 * share).toFixed(1);

/** A difference of shares in points, with its sign. */
export function signedPoints(share: number): string {
  const points = percent(Math.abs(share));
  if (Number(points) === 0) return points;
  return `${share < 0 ? '−' : '+'}${points}`;
}

/** A share of images and its interval: `85.1% (95%: 82.8 to 87.2)`. */
export const tellShare = ({ accuracy, low, high }: Omit<Accuracy, 'isAgreement' | 'images'>): string =>
  `${percent(accuracy)}% (95%: ${percent(low)} to ${percent(high)})`;

export const tellAccuracy = (told: Accuracy): string =>
  `${told.isAgreement ? "agreement with the network's own predictions" : 'accuracy'} ${tellShare(told)}, n = ${whole.format(told.images)}`;

/** The ends of a gap's interval: `−0.4 to 2.0`. */
export const tellGapRange = ({ low, high }: Interval): string =>
  [low, high].map((end) => signedPoints(end).replace('+', '')).join(' to ');

/** A gap and its interval: `+1.2 points (95%: 0.2 to 2.2)`. */
export const tellPoints = (gap: Interval & { readonly gap: number }): string =>
  `${signedPoints(gap.gap)} points (95%: ${tellGapRange(gap)})`;

/** From how many images a gap comes. */
export const tellCounts = ({ baselineOnly, prunedOnly }: Gap): string =>
  `${whole.format(baselineOnly)} right in the baseline alone, ${whole.format(prunedOnly)} in this network alone`;

/** @param images that it was measured on */
export const tellGap = (gap: Gap, images: number): string =>
  `error gap ${tellPoints(gap)}, n = ${whole.format(images)}: ${tellCounts(gap)}`;

/** What times of two networks say of the second. */
export const speeds = {
  faster: 'faster',
  slower: 'slower',
  same: 'no difference that this machine can tell',
} as const;

/** So many images. */
export const tellImages = (images: number): string => (images === 1 ? '1 image' : `${whole.format(images)} images`);

/** Which images serve for what. */
export const tellParts = ({
  train,
  validation,
  test,
}: Readonly<Record<'train' | 'validation' | 'test', number>>): string =>
  `${whole.format(train)} training, ${whole.format(validation)} validation and ${whole.format(test)} test images`;
