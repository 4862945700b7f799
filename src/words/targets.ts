/** What a run is to reach, and what came of it. */
import { tellPoints } from './figures';
import { fill } from './text';

/** Ways to say how much smaller a network becomes. */
export const wayNames = {
  lose: 'Lose at most so many points',
  size: 'Reach a size or speed',
  rate: 'Remove a share of every layer',
  adapt: 'Let DCP-Adapt decide',
} as const;

/** What a size or speed is told in, by the kind of target. */
export const sizeNames = { bytes: 'Size', params: 'Parameters', flops: 'FLOPs', latency: 'Latency here' } as const;

/** What the amount of a target is, by its kind. */
export const amountLabels = {
  lose: 'Accuracy that may go',
  bytes: 'At most',
  params: 'At most',
  flops: 'At most',
  latency: 'At most',
} as const;

/** What it counts. */
export const amountUnits = { lose: 'points', bytes: 'kB', params: 'K', flops: 'M', latency: 'ms' } as const;

/** What is worth a word about each way. */
export const wayNotes = {
  lose: 'Makes up to {{tries}} networks and keeps the smallest that stays within: up to {{tries}} times as long as one.',
  size: 'Each layer keeps as many channels as these are worth.',
  rate: 'The same share everywhere, whatever a layer’s channels are worth.',
  adapt: 'Every layer keeps channels until its loss settles, by ε.',
} as const;

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

const whole = new Intl.NumberFormat('en');

/** A network of a search. */
export const tellTry = ({ number, most, params, flops, gap, images, isMet }: Tried): string =>
  `network ${number} of at most ${most}: ${whole.format(params)} parameters, ${whole.format(flops)} FLOPs, error gap ${tellPoints(gap)} on ${whole.format(images)} validation images: ${isMet ? 'within the target' : 'too much'}`;

interface Search {
  readonly tried: number;
  readonly kept: number;
  readonly isMet: boolean;
}

/** What came of a search. */
export function tellSearch({ tried, kept, isMet }: Search): string {
  const met = isMet ? 'target met' : 'target not met: this one loses least';
  return tried === 1 ? `one network made: ${met}` : `tried ${tried} networks, kept number ${kept}; ${met}`;
}
