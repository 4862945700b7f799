import type { Summary } from './summary';

/** Error gaps on CIFAR-10 in points (Zhuang et al., NeurIPS 2018, Table 1), by method. */
export const paperGaps = {
  VGGNet: {
    ...{ thinet: 0.14, cp: 0.32, slimming: 0.19, wm: 0.38, 'wm-plus': 0.11 },
    ...{ random: 0.14, dcp: -0.17, 'dcp-adapt': -0.58 },
  },
  'ResNet-56': {
    ...{ thinet: 0.82, cp: 1.0, wm: 0.56, 'wm-plus': 0.45 },
    ...{ random: 0.63, dcp: 0.31, 'dcp-adapt': -0.01 },
  },
} as const satisfies Record<string, Readonly<Record<string, number>>>;

export type PaperNetwork = keyof typeof paperGaps;

/** Of the paper's two, the one that a network is beside: one with many weights to spare, or one with few; both where its name tells neither. */
export function paperNetworksOf(network: string): PaperNetwork[] {
  if (/vgg/i.test(network)) return ['VGGNet'];
  return /resnet|mobilenet/i.test(network) ? ['ResNet-56'] : ['VGGNet', 'ResNet-56'];
}

/** Two methods of the paper's table, and how they compare here. */
export interface Order {
  /** The one with the smaller gap in the paper. */
  readonly better: string;
  readonly worse: string;
  /** In points. */
  readonly paperDifference: number;
  /** The second's mean gap here less the first's, in points. */
  readonly difference: number;
  /** There are several seeds of both, and all of one lie on the same side of all of the other. */
  readonly isBeyondSpread: boolean;
  readonly agrees: boolean;
}

/**
 * Every two methods of the paper's table that were run, of one network and rate.
 *
 * @param summaries of one network, rate and variant
 */
export function ordersOf(summaries: readonly Summary[], of: PaperNetwork): Order[] {
  const gaps: Readonly<Record<string, number>> = paperGaps[of];
  const known = summaries
    .filter(({ method }) => gaps[method] !== undefined)
    .toSorted((a, b) => gaps[a.method]! - gaps[b.method]!);
  return known.flatMap((better, index) =>
    known
      .slice(index + 1)
      .filter(({ method }) => gaps[method] !== gaps[better.method])
      .map((worse) => orderOf(better, worse, gaps[worse.method]! - gaps[better.method]!)),
  );
}

function orderOf(better: Summary, worse: Summary, paperDifference: number): Order {
  const difference = worse.gap.mean - better.gap.mean;
  const isApart = better.gap.most < worse.gap.least || worse.gap.most < better.gap.least;
  const isBeyondSpread = isApart && Math.min(better.seeds, worse.seeds) > 1;
  return {
    ...{ better: better.method, worse: worse.method, paperDifference, difference, isBeyondSpread },
    agrees: difference > 0,
  };
}
