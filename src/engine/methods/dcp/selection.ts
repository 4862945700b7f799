import type { Blocks } from '../../channels/blocks';
import type { HandChoices } from '../../channels/prunableGroups';
import type { FoundWeights } from '../../layerwise/biasHome';
import type { Losses } from '../../layerwise/jointPass';
import type { Solver } from '../../layerwise/solver';
import type { Random } from '../../random';

/** A layer that reads a group, and so has a say in which of its channels are selected. */
export interface GroupReader {
  readonly solver: Solver;
  /** The group's channel that each input channel of the layer is. */
  readonly channels: readonly number[];
}

export interface SelectionOptions {
  /** Channels to select at most. */
  readonly count: number;
  /** Channels that join the selected set between two scorings; 1 is the paper's. */
  readonly channelsPerStep: number;
  /** Norm of a channel's gradient slice: the slice's own, or the sum of its kernels' norms. */
  readonly score: 'slice' | 'kernels';
  /** Take the channels with the largest scores, or some at random (Random DCP). */
  readonly choose: 'largest' | 'random';
  /** Eq 10; absent for a fixed count. */
  readonly epsilon?: number;
  /** Sets of channels, one of each of which must be kept: what a layer makes of the group's channels. */
  readonly keepOneOf?: ReadonlyArray<readonly number[]>;
  /** Of each of which equally many channels are selected in the end. */
  readonly blocks?: Blocks;
  /** What a person has decided on the channels. */
  readonly byHand?: HandChoices | undefined;
  readonly random: Random;
}

/** Losses are means over the readers. */
export interface SelectionStep extends Losses {
  /** Channels selected before this step. */
  step: number;
  /** Channels that join, best first. */
  chosen: number[];
  /** Score of every channel, those of the readers added up; zero for channels selected before. */
  scores: number[];
}

export interface Selection {
  /** Selected channels, ascending. */
  kept: number[];
  /** With all of them, at the weights found. */
  losses: Losses;
  /** The readers' optimised weights, zero for channels not selected; the caller owns them. */
  weights: FoundWeights[];
}
