/** What a run is to reach, and what came of it. */

/** Targets by kind. */
export const targetNames = {
  lose: 'Lose at most so many points',
  bytes: 'At most so many kB',
  params: 'At most so many parameters',
  flops: 'At most so many FLOPs',
  latency: 'At most so many ms here',
  rate: 'Remove a share of every layer',
} as const;

interface Tried {
  readonly number: number;
  readonly most: number;
  readonly params: number;
  readonly flops: number;
  readonly gap: number;
  readonly images: number;
  readonly isMet: boolean;
}

/** A network of a search. */
export const tellTry = ({ number, most, params, flops, gap, images, isMet }: Tried): string =>
  `network ${number} of at most ${most}: ${params} parameters, ${flops} FLOPs, loses ${gap.toFixed(1)} points on ${images} validation images: ${isMet ? 'within the target' : 'too much'}`;

interface Search {
  readonly tried: number;
  readonly kept: number;
  readonly isMet: boolean;
}

/** What came of a search. */
export function tellSearch({ tried, kept, isMet }: Search): string {
  const met = isMet ? 'target met' : 'target not met: this one loses least';
  return tried === 1 ? met : `tried ${tried} networks, kept number ${kept}; ${met}`;
}
