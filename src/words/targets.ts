/** What a run is to reach, and what came of it. */
import { tellPoints } from './figures';
import { formatWhole } from './numbers';
import { fill } from './text';
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

/** What is worth a word about each way. */
export const wayNotes = translated('targets.wayNotes', {
  lose: 'Makes up to {{tries}} networks and keeps the smallest that stays within: up to {{tries}} times as long as one.',
  size: 'Each layer keeps as many channels as these are worth.',
  rate: 'The same share everywhere, whatever a layer’s channels are worth.',
  adapt: 'Every layer keeps channels until its loss settles, by ε.',
});

export const tellWay = (way: keyof typeof wayNotes, tries: number): string => fill(wayNotes[way], { tries });

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
  several: 'tried {{tried}} networks, kept number {{kept}}; {{verdict}}',
  met: 'target met',
  'not-met': 'target not met: this one loses least',
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
}

/** What came of a search. */
export function tellSearch({ tried, kept, isMet }: Search): string {
  const verdict = isMet ? searchTexts.met : searchTexts['not-met'];
  return tried === 1 ? fill(searchTexts.one, { verdict }) : fill(searchTexts.several, { tried, kept, verdict });
}
