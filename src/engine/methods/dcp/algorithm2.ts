import type * as tf from '@tensorflow/tfjs';
import type { Checkpoint } from '../../checkpoint';
import type { LayerProblem } from '../../layerwise/layerProblem';
import { adaptStops } from '../../layerwise/losses';
import { SelectedChannels } from '../../layerwise/selectedChannels';
import type { Random } from '../../random';
import { chooseChannels, setsWithout } from './choosing';
import { scoreChannels } from './scoring';
import { minimise } from './subProblem';

/** A convolution that reads a group, and so has a say in which of its channels are selected. */
export interface GroupReader {
  readonly problem: LayerProblem;
  /** The group's channel that each input channel of the convolution is. */
  readonly channels: readonly number[];
}

export interface SelectionOptions {
  /** Channels to select at most. */
  readonly count: number;
  /** Channels that join the selected set between two scorings; 1 is the paper's. */
  readonly channelsPerStep: number;
  readonly lambda: number;
  /** Norm of a channel's gradient slice: the slice's own, or the sum of its kernels' norms. */
  readonly score: 'slice' | 'kernels';
  /** Take the channels with the largest scores, or some at random (Random DCP). */
  readonly choose: 'largest' | 'random';
  /** Eq 10; absent for a fixed count. */
  readonly epsilon?: number;
  /** Sets of channels, one of each of which must be kept: what a layer makes of the group's channels. */
  readonly keepOneOf?: ReadonlyArray<readonly number[]>;
  readonly random: Random;
  /** Passed once a batch. */
  readonly pass: Checkpoint;
}

export interface SelectionStep {
  /** Channels selected before this step. */
  step: number;
  /** Channels that join, best first. */
  chosen: number[];
  /** Score of every channel, those of the readers added up; zero for channels selected before. */
  scores: number[];
  /** Losses, means over the readers. */
  reconstruction: number;
  discrimination: number;
  joint: number;
}

export interface Selection {
  /** Selected channels, ascending. */
  kept: number[];
  /** The readers' optimised weights, zero for channels not selected; the caller owns them. */
  weights: Array<{ layer: string; kernel: tf.Tensor4D; bias: tf.Tensor }>;
}

/**
 * Algorithm 2: greedy selection of the channels that one layer reads, or of a group that several read. Yields after
 * every step, with scores and losses as they were before its channels joined. Reads back from the backend once a step.
 *
 * @throws Diverged where a score or a loss is not finite
 */
export async function* selectChannels(
  readers: readonly GroupReader[],
  options: SelectionOptions,
): AsyncGenerator<SelectionStep, Selection | undefined> {
  const selections = readers.map(({ problem, channels }) => ({ selected: new SelectedChannels(problem), channels }));
  const taken: number[] = [];
  const losses: number[] = [];
  try {
    while (taken.length < options.count) {
      const scored = await scoreChannels(selections, taken, options);
      losses.push(scored.joint);
      if (mayStop(taken, options) && hasSettled(losses, options)) break;
      const chosen = chooseChannels(scored.scores, taken, options);
      const step = taken.length;
      taken.push(...chosen);
      for (const { selected, channels } of selections) {
        selected.join(chosen.flatMap((channel) => placesOf(channel, channels)));
        if (selected.channels.length > 0) await minimise(selected, options);
      }
      yield { ...scored, step, chosen };
    }
    return {
      kept: taken.toSorted((a, b) => a - b),
      weights: selections.map(({ selected }) => selected.fullWeights()),
    };
  } finally {
    for (const { selected } of selections) selected.dispose();
  }
}

/** Every layer that makes some of the channels has one left. */
const mayStop = (taken: readonly number[], options: SelectionOptions): boolean =>
  setsWithout(taken, options).length === 0;

/** Eq 10 of the joint losses at the beginning and after each step. */
function hasSettled(losses: readonly number[], { epsilon }: SelectionOptions): boolean {
  const [initial = 0] = losses;
  const [previous, current] = losses.slice(-2);
  if (epsilon === undefined || previous === undefined || current === undefined) return false;
  return adaptStops(initial, previous, current, epsilon);
}

/** The input channels of a reader that are a channel of the group. */
const placesOf = (channel: number, channels: readonly number[]): number[] =>
  [...channels.keys()].filter((place) => channels[place] === channel);
