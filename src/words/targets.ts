/** What a run is to reach, and what came of it. */
import { tellImages, tellPoints, tellShare } from './figures';
import { formatWhole } from './numbers';
import { fill, joints } from './text';
import { translated } from './translated';

/** Ways to say how much smaller a network becomes. */
export const wayNames = translated('targets.wayNames', {
  lose: 'Lose at most so many points',
  size: 'Reach a size or speed',
  rate: 'Remove a share of every layer',
  adapt: 'Let DCP-Adapt decide',
});

/** What a size or speed is told in, by the kind of target. */
export const sizeNames = translated('targets.sizeNames', {
  bytes: 'Size',
  params: 'Parameters',
  flops: 'FLOPs',
  latency: 'Latency here',
});

export const tellSize = ({
  kind,
  batch,
}: {
  readonly kind: keyof typeof sizeNames;
  readonly batch?: number;
}): string => (batch === undefined ? sizeNames[kind] : [sizeNames[kind], tellImages(batch)].join(joints.comma));

/** What the amount of a target is, by its kind. */
export const amountLabels = translated('targets.amountLabels', {
  lose: 'Accuracy that may go',
  bytes: 'At most',
  params: 'At most',
  flops: 'At most',
  latency: 'At most',
});

/** What it counts. */
export const amountUnits = translated('targets.amountUnits', {
  lose: 'points',
  bytes: 'kB',
  params: 'K',
  flops: 'M',
  latency: 'ms',
});

/** What is asked for, by the kind of target. */
export const targetTexts = translated('targets.targetTexts', {
  rate: 'a share of every layer',
  lose: 'points lost: at most {{amount}}',
  bytes: 'at most {{amount}} bytes',
  params: 'at most {{amount}} parameters',
  flops: 'at most {{amount}} FLOPs',
  latency: 'at most {{amount}} ms for {{images}}',
});

/** @param batch images that a time is for */
export const tellTarget = (kind: keyof typeof targetTexts, amount = 0, batch = 1): string =>
  fill(targetTexts[kind], {
    amount: Number.isInteger(amount) ? formatWhole(amount) : amount,
    images: tellImages(batch),
  });

/** What is worth a word about each way. */
export const wayNotes = translated('targets.wayNotes', {
  lose: 'Makes up to {{tries}} networks and keeps the smallest that stays within: up to {{tries}} times as long as one.',
  'lose-one': 'Makes one network, as small as its curves promise to stay within.',
  size: 'Each layer keeps as many channels as these are worth.',
  rate: 'The same share everywhere, whatever a layer’s channels are worth.',
  adapt: 'Every layer keeps channels until its loss settles, by ε.',
});

/** Of a target that is judged on images: there are too few to set any apart. */
export const wayWarnings = translated('targets.wayWarnings', {
  'not-apart':
    'Of fewer than {{least}} training images none are set apart: what is lost is judged on images that the network learns from, and new ones may lose more.',
});

export const tellWay = (way: keyof typeof wayNames, tries: number): string =>
  fill(wayNotes[way === 'lose' && tries === 1 ? 'lose-one' : way], { tries });

interface Tried {
  readonly number: number;
  readonly most: number;
  readonly params: number;
  readonly flops: number;
  readonly gap: Parameters<typeof tellPoints>[0];
  readonly images: number;
  readonly isMet: boolean;
}

export const searchTexts = translated('targets.searchTexts', {
  try: 'network {{number}} of at most {{most}}: {{params}} parameters, {{flops}} FLOPs, error gap {{gap}} on {{images}} validation images: {{verdict}}',
  within: 'within the target',
  'too-much': 'too much',
  one: 'one network made: {{verdict}}',
  'fast-enough': 'it takes no longer than that as it came: nothing is cut',
  timed: '{{timed}} narrower networks timed, one made: {{verdict}}',
  'timed-multiples':
    '{{timed}} narrower networks timed, one made, its widths in multiples of {{multiple}}: {{verdict}}',
  several: 'tried {{tried}} networks, kept number {{kept}}; {{verdict}}',
  met: 'target met',
  'met-on': 'target met on {{images}} validation images',
  'not-met': 'target not met: this one loses least',
  'too-slow': 'target not met: its last measurement is above it',
  'not-met-on': 'target not met on {{images}} validation images: this one loses least there',
  'not-apart': 'there are too few training images to set any apart, so these are images that it has learnt from',
  known:
    'the opened network is right on {{validation}} of these, on {{test}} of the test images: most likely it was trained on these, and loses more on them than on new ones',
  proof: 'on the {{images}} test images the error gap is {{points}}',
});

/** A network of a search. */
export const tellTry = ({ number, most, params, flops, gap, images, isMet }: Tried): string =>
  fill(searchTexts.try, {
    number,
    most,
    params: formatWhole(params),
    flops: formatWhole(flops),
    gap: tellPoints(gap),
    images: formatWhole(images),
    verdict: isMet ? searchTexts.within : searchTexts['too-much'],
  });

interface Search {
  readonly tried: number;
  readonly kept: number;
  readonly isMet: boolean;
  readonly timed?: number;
  readonly multiple?: number;
  readonly images?: number;
  readonly opened?: Share;
}

type Share = Parameters<typeof tellShare>[0];

interface Searched {
  readonly search?: Search;
  readonly dataset: { readonly images?: { readonly train: number; readonly validation: number } };
  readonly baseline: Share;
  readonly pruned: { readonly images: number; readonly gap?: Parameters<typeof tellPoints>[0] };
}

/** What came of a search, on which images, and what the test images say of it; of a run without a search nothing. */
export function tellSearch({ search, dataset: { images: parts }, baseline, pruned }: Searched): string | undefined {
  if (!search) return undefined;
  const { tried, kept, timed, multiple = 1, images, opened } = search;
  const verdict = tellVerdict(search);
  if (timed === 1) return search.isMet ? searchTexts['fast-enough'] : verdict;
  const one =
    timed === undefined
      ? fill(searchTexts.one, { verdict })
      : fill(searchTexts[multiple > 1 ? 'timed-multiples' : 'timed'], { timed, multiple, verdict });
  const told = tried === 1 ? one : fill(searchTexts.several, { tried, kept, verdict });
  if (images === undefined || !pruned.gap) return told;
  return [
    told,
    ...(parts?.train === parts?.validation ? [searchTexts['not-apart']] : []),
    ...(opened && opened.low > baseline.high
      ? [fill(searchTexts.known, { validation: tellShare(opened), test: tellShare(baseline) })]
      : []),
    fill(searchTexts.proof, { images: formatWhole(pruned.images), points: tellPoints(pruned.gap) }),
  ].join(joints.semicolon);
}

function tellVerdict({ isMet, timed, images }: Search): string {
  if (timed !== undefined && !isMet) return searchTexts['too-slow'];
  if (images === undefined) return isMet ? searchTexts.met : searchTexts['not-met'];
  return fill(searchTexts[isMet ? 'met-on' : 'not-met-on'], { images: formatWhole(images) });
}
