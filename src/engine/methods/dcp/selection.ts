import * as tf from '@tensorflow/tfjs';
import type { Checkpoint } from '../../checkpoint';
import { jointGradient, type LayerProblem, samplesOf } from '../../layerwise/layerProblem';
import { adaptStops, jointLoss } from '../../layerwise/losses';
import type { SamplePart } from '../../layerwise/samplePart';
import { SelectedChannels } from '../../layerwise/selectedChannels';
import type { Random } from '../../random';
import { Diverged } from '../../train/finite';
import { Sgd } from '../../train/sgd';

/** A convolution that scores a group's channels. */
export interface ScoringMember {
  readonly problem: LayerProblem;
  /** The group's channel that each input channel of the convolution is. */
  readonly channels: readonly number[];
}

export interface SelectionOptions {
  /** Channels to select at most. */
  count: number;
  /** Channels that join the selected set between two scorings; 1 is the paper's. */
  channelsPerStep: number;
  lambda: number;
  /** Norm of a channel's gradient slice: the slice's own, or the sum of its kernels' norms. */
  score: 'slice' | 'kernels';
  /** Take the channels with the largest scores, or some at random (Random DCP). */
  choose: 'largest' | 'random';
  /** Eq 10; absent for a fixed count. */
  epsilon?: number;
  /** Sets of channels, one of each of which must be kept: what a layer makes of the group's channels. */
  keepOneOf?: ReadonlyArray<readonly number[]>;
  random: Random;
  /** Passed once a batch. */
  pass: Checkpoint;
}

export interface SelectionStep {
  /** Channels selected before this step. */
  step: number;
  /** Channels that join, best first. */
  chosen: number[];
  /** Score of every channel, those of the members added up; zero for channels selected before. */
  scores: number[];
  /** Losses, means over the members. */
  reconstruction: number;
  discrimination: number;
  joint: number;
}

export interface Selection {
  /** Selected channels, ascending. */
  kept: number[];
  /** The members' optimised weights, zero for channels not selected; the caller owns them. */
  weights: Array<{ layer: string; kernel: tf.Tensor4D; bias: tf.Tensor }>;
}

const subProblem = { learningRate: 0.01, momentum: 0.9, weightDecay: 1e-4 };

/**
 * Algorithm 2: greedy channel selection of one layer, or of several that read one group of channels. Yields after every
 * step, with scores and losses as they were before its channels joined. Reads back from the backend once a step.
 *
 * @throws Diverged where a score or a loss is not finite
 */
export async function* selectChannels(
  scoring: readonly ScoringMember[],
  options: SelectionOptions,
): AsyncGenerator<SelectionStep, Selection | undefined> {
  const members = scoring.map(({ problem, channels }) => ({ selected: new SelectedChannels(problem), channels }));
  const taken: number[] = [];
  const joint: number[] = [];
  try {
    while (taken.length < options.count) {
      const scored = await scoreChannels(members, taken, options);
      joint.push(scored.joint);
      const [initial = 0] = joint;
      const previous = joint.at(-2);
      if (options.epsilon !== undefined && previous !== undefined)
        if (mayStop(taken, options) && adaptStops(initial, previous, scored.joint, options.epsilon)) break;
      const chosen = chooseChannels(scored.scores, taken, options);
      const step = taken.length;
      taken.push(...chosen);
      for (const { selected, channels } of members) {
        selected.join(chosen.flatMap((channel) => placesOf(channel, channels)));
        if (selected.channels.length > 0) await solveSubProblem(selected, options);
      }
      yield { ...scored, step, chosen };
    }
    return { kept: taken.toSorted((a, b) => a - b), weights: members.map(({ selected }) => selected.fullWeights()) };
  } finally {
    for (const { selected } of members) selected.dispose();
  }
}

interface Member {
  readonly selected: SelectedChannels;
  readonly channels: readonly number[];
}

/** The input channels of a member that are a channel of the group. */
const placesOf = (channel: number, channels: readonly number[]): number[] =>
  [...channels.keys()].filter((place) => channels[place] === channel);

type Scored = Pick<SelectionStep, 'scores' | 'reconstruction' | 'discrimination' | 'joint'>;

/** The score of every channel of the group, and the losses at these weights. */
async function scoreChannels(
  members: readonly Member[],
  taken: readonly number[],
  options: SelectionOptions,
): Promise<Scored> {
  const parts: tf.Tensor1D[] = [];
  try {
    for (const { selected } of members) parts.push(await scoreMember(selected, options));
  } catch (error) {
    tf.dispose(parts);
    throw error;
  }
  const numbers = tf.concat(parts);
  tf.dispose(parts);
  const values = await numbers.data();
  numbers.dispose();
  if (!values.every(Number.isFinite)) {
    const layers = members.map(({ selected }) => `"${selected.problem.layer}"`).join(', ');
    throw new Diverged('diverged.selection', { layers, channels: taken.length, lambda: options.lambda });
  }
  const scores: number[] = Array(Math.max(...members.flatMap(({ channels }) => channels)) + 1).fill(0);
  let at = 0;
  let reconstruction = 0;
  let discrimination = 0;
  for (const { selected, channels } of members) {
    for (const place of selected.open) scores[channels[place]!] = scores[channels[place]!]! + values[at++]!;
    reconstruction += values[at++]! / members.length;
    discrimination += values[at++]! / members.length;
  }
  for (const channel of taken) scores[channel] = 0;
  return { scores, reconstruction, discrimination, joint: jointLoss(reconstruction, discrimination, options.lambda) };
}

/** ||G_j||_F of every channel that is not selected, G the joint loss's gradient over all samples; then L_M and L_S. */
async function scoreMember(
  selected: SelectedChannels,
  { lambda, score, pass }: SelectionOptions,
): Promise<tf.Tensor1D> {
  const { problem } = selected;
  const parts = problem.batches.flat();
  const shares = sharesOf(parts);
  const losses: tf.Tensor[] = [];
  let sum: tf.Tensor | undefined;
  try {
    for (const [index, part] of parts.entries()) {
      await pass();
      const scored = part.use((samples) => {
        const joint = jointGradient(problem, samples, selected, lambda, shares[index]);
        const gradients = samples.input.addOpenGradient(joint.outputGradient, sum);
        return { gradients, losses: tf.stack([joint.reconstruction(), joint.discrimination]) };
      });
      sum?.dispose();
      sum = scored.gradients;
      losses.push(scored.losses);
    }
    return tf.tidy(() => {
      const gradient = problem.form.openGradient(sum!, selected.split);
      const meanLosses = tf.dot(tf.tensor1d(shares), tf.stack(losses)) as tf.Tensor1D;
      return tf.concat([channelScores(gradient, score), meanLosses]);
    });
  } finally {
    tf.dispose([losses, sum ?? []]);
  }
}

/** Each part's share of all samples. */
function sharesOf(parts: readonly SamplePart[]): number[] {
  const samples = samplesOf(parts);
  return parts.map(({ count }) => count / samples);
}

/** The scores of Algorithm 2 from the gradient of a kernel [kh, kw, c, n]: [c]. */
export function channelScores(gradient: tf.Tensor4D, score: 'slice' | 'kernels'): tf.Tensor1D {
  const kernels = tf.sum(tf.square(gradient), [0, 1]);
  if (score === 'slice') return tf.sqrt(tf.sum(kernels, 1)) as tf.Tensor1D;
  return tf.sum(tf.sqrt(kernels), 1) as tf.Tensor1D;
}

function chooseChannels(scores: readonly number[], taken: readonly number[], options: SelectionOptions): number[] {
  const { choose, random, count, channelsPerStep } = options;
  const missing = setsWithout(taken, options);
  const mustServe = missing.length > 0 && count - taken.length <= missing.length;
  const wanted = mustServe ? new Set(missing.flat()) : undefined;
  const open = [...scores.keys()].filter(
    (channel) => !taken.includes(channel) && (wanted === undefined || wanted.has(channel)),
  );
  const places = mustServe ? 1 : Math.min(channelsPerStep, count - taken.length - Math.max(0, missing.length - 1));
  if (choose === 'random') return Array.from(random.permutation(open.length).subarray(0, places), (at) => open[at]!);
  return open.sort((a, b) => scores[b]! - scores[a]! || a - b).slice(0, places);
}

/** The sets of which no channel is selected yet. */
const setsWithout = (taken: readonly number[], { keepOneOf = [] }: SelectionOptions): Array<readonly number[]> =>
  keepOneOf.filter((set) => !set.some((channel) => taken.includes(channel)));

const mayStop = (taken: readonly number[], options: SelectionOptions): boolean =>
  setsWithout(taken, options).length === 0;

/** The sub-problem: minimise L over W_A and the bias, one pass of SGD over the samples. */
async function solveSubProblem(selected: SelectedChannels, { lambda, pass }: SelectionOptions): Promise<void> {
  const { problem } = selected;
  const sgd = new Sgd(subProblem);
  try {
    for (const batch of problem.batches) {
      const { kernel, bias } = await batchGradient(selected, batch, lambda, pass);
      const steps = new Map<string, tf.Tensor>([[selected.kernelKey, kernel]]);
      if (problem.convolution.hasBias) steps.set(selected.biasKey, bias);
      sgd.step(selected.weights, steps, subProblem.learningRate);
      tf.dispose([kernel, bias]);
    }
  } finally {
    sgd.dispose();
  }
}

type WeightGradient = { kernel: tf.Tensor; bias: tf.Tensor };

/** The joint loss's gradient of a batch for W_A and the bias, added up over the parts that it is computed in. */
async function batchGradient(
  selected: SelectedChannels,
  batch: readonly SamplePart[],
  lambda: number,
  pass: Checkpoint,
): Promise<WeightGradient> {
  const shares = sharesOf(batch);
  let sum: WeightGradient | undefined;
  try {
    for (const [index, part] of batch.entries()) {
      await pass();
      const next = part.use((samples): WeightGradient => {
        const joint = jointGradient(selected.problem, samples, selected, lambda, shares[index]);
        const own = { kernel: samples.input.selectedGradient(joint.outputGradient), bias: joint.bias };
        return sum ? { kernel: tf.add(sum.kernel, own.kernel), bias: tf.add(sum.bias, own.bias) } : own;
      });
      tf.dispose(sum ?? []);
      sum = next;
    }
  } catch (error) {
    tf.dispose(sum ?? []);
    throw error;
  }
  if (!sum) throw new Error('a batch without samples');
  return sum;
}
