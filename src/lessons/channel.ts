import type { ChannelData } from './lessonData';

/** What removing one channel at a time shows. */
export interface ChannelNumbers {
  /** The channels without which fewest and most test images are classified rightly. */
  readonly worst: number;
  readonly best: number;
  /** The class that the picture is taken for without the worst. */
  readonly worstClass: number;
}

export function channelNumbers({ removed }: ChannelData): ChannelNumbers {
  const accuracies = removed.map(({ standing }) => standing.accuracy);
  const worst = accuracies.indexOf(Math.min(...accuracies));
  return {
    worst,
    best: accuracies.indexOf(Math.max(...accuracies)),
    worstClass: likeliest(removed[worst]!.shares),
  };
}

/** The class with the largest share. */
export const likeliest = (shares: readonly number[]): number => shares.indexOf(Math.max(...shares));
