import type { LoggedEvent, Losses } from '../engine/run/events';
import { decodeScores } from '../engine/run/scores';

/** One step of Algorithm 2 in one layer: what it saw before the channels joined. */
export interface JoiningStep {
  /** Of every channel: ||G_k||_F of those that are open, zero for those selected before. */
  readonly scores: readonly number[];
  /** Channels that join. */
  readonly chosen: readonly number[];
  readonly losses: Losses;
}

/** How a run has selected the channels of one layer. */
export interface LayerSelection {
  readonly layer: string;
  readonly steps: readonly JoiningStep[];
  /** Channels in the order in which they joined. */
  readonly order: readonly number[];
  /** Once the last has joined. */
  readonly losses: Losses;
}

/** What a run's log tells of one layer's selection; undefined if it tells nothing. */
export function layerSelection(log: Iterable<LoggedEvent>, layer: string): LayerSelection | undefined {
  const steps: JoiningStep[] = [];
  for (const event of log) {
    if (event.type === 'selection' && event.layer === layer) {
      const scores = event.scores === undefined ? [] : [...decodeScores(event.scores)];
      steps.push({ scores, chosen: event.chosen, losses: lossesOf(event) });
    }
    if (event.type === 'selected' && event.layer === layer)
      return { layer, steps, order: steps.flatMap(({ chosen }) => chosen), losses: lossesOf(event) };
  }
  return undefined;
}

const lossesOf = ({ reconstruction, discrimination, joint }: Losses): Losses => ({
  ...(reconstruction === undefined ? {} : { reconstruction }),
  ...(discrimination === undefined ? {} : { discrimination }),
  ...(joint === undefined ? {} : { joint }),
});

/** The channels with the largest scores first; of equals, the one that joined, then the lower number. */
export const rankedChannels = ({ scores, chosen }: JoiningStep): number[] =>
  [...scores.keys()].sort(
    (a, b) => scores[b]! - scores[a]! || Number(chosen.includes(b)) - Number(chosen.includes(a)) || a - b,
  );

/** The place of a channel on a step's list, from 1. */
export const rankOf = (channel: number, step: JoiningStep): number => rankedChannels(step).indexOf(channel) + 1;
