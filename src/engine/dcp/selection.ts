import * as tf from '@tensorflow/tfjs';
import type { Random } from '../random';
import { Sgd } from '../train/sgd';
import { type Features, fromRows, patchesOf, tapsOf, toRows } from './convolution';
import { type CachedBatch, jointGradient, type LayerProblem, samplesOf } from './layerProblem';
import { adaptStops, jointLoss } from './losses';

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
  random: Random;
}

export interface SelectionStep {
  /** Channels selected before this step. */
  step: number;
  /** Channels that join, best first. */
  chosen: number[];
  /** Score of every channel, zero for those selected before. */
  scores: number[];
  reconstruction: number;
  discrimination: number;
  joint: number;
}

export interface Selection {
  /** Selected channels, ascending. */
  kept: number[];
  /** The layer's optimised weights, zero for channels not selected: [kh, kw, c, n] and [n]; the caller owns them. */
  weights: { kernel: tf.Tensor4D; bias: tf.Tensor };
}

const subProblem = { learningRate: 0.01, momentum: 0.9, weightDecay: 1e-4 };

/**
 * Algorithm 2: greedy channel selection of one layer. Yields after every step, with scores and losses as they were
 * before its channels joined. Reads back from the backend once a step.
 */
export async function* selectChannels(
  problem: LayerProblem,
  options: SelectionOptions,
): AsyncGenerator<SelectionStep, Selection | undefined> {
  const selected = new SelectedChannels(problem);
  const joint: number[] = [];
  try {
    while (selected.channels.length < options.count) {
      const scored = await scoreChannels(problem, selected, options);
      joint.push(scored.joint);
      const [initial = 0] = joint;
      const previous = joint.at(-2);
      if (options.epsilon !== undefined && previous !== undefined)
        if (adaptStops(initial, previous, scored.joint, options.epsilon)) break;
      const chosen = chooseChannels(scored.scores, selected.channels, options);
      const step = selected.channels.length;
      for (const channel of chosen) selected.join(channel);
      solveSubProblem(problem, selected, options.lambda);
      yield { ...scored, step, chosen };
    }
    return { kept: selected.channels.toSorted((a, b) => a - b), weights: selected.fullWeights() };
  } finally {
    selected.dispose();
  }
}

/** A, the selected channels in the order they joined, with W_A and the batches' features of them. */
class SelectedChannels {
  readonly channels: number[] = [];
  /** Under "layer/kernel" the rows of A's kernels, [|A| taps, n]; under "layer/bias" the bias, [n]. */
  readonly weights: Map<string, tf.Tensor>;
  readonly kernelKey: string;
  readonly biasKey: string;
  features: readonly Features[];

  constructor(private readonly problem: LayerProblem) {
    const { layer, warmStart, batches } = problem;
    this.kernelKey = `${layer}/kernel`;
    this.biasKey = `${layer}/bias`;
    this.weights = new Map<string, tf.Tensor>([
      [this.kernelKey, tf.tidy(() => tf.keep(tf.zerosLike(toRows(warmStart.kernel))))],
      [this.biasKey, tf.keep(tf.clone(warmStart.bias))],
    ]);
    this.features = batches.map(({ features }) => ({
      input: tf.clone(features.input),
      patches: features.patches && tf.clone(features.patches),
    }));
  }

  /** Adds a channel, its weights those of the warm start. */
  join(channel: number): void {
    const isFirst = this.channels.length === 0;
    const rows = tf.tidy(() => {
      const slice = toRows(tf.slice(this.problem.warmStart.kernel, [0, 0, channel, 0], [-1, -1, 1, -1]));
      return tf.keep(isFirst ? tf.clone(slice) : tf.concat([this.rows, slice], 0));
    });
    this.rows.dispose();
    this.weights.set(this.kernelKey, rows);
    this.channels.push(channel);
    const grown = this.features.map((before, index) => this.grow(before, this.problem.batches[index]!, channel));
    this.freeFeatures();
    this.features = grown;
  }

  private grow(before: Features, { features }: CachedBatch, channel: number): Features {
    const { convolution } = this.problem;
    const patches = tf.tidy(() => {
      if (!features.patches || !before.patches) return undefined;
      const own = patchesOf(convolution, pick(features.input, [channel]));
      return this.channels.length === 1 ? own : tf.concat([before.patches, own], 0);
    });
    return { input: tf.tidy(() => pick(features.input, this.channels)), patches };
  }

  get rows(): tf.Tensor2D {
    return this.weights.get(this.kernelKey) as tf.Tensor2D;
  }

  get bias(): tf.Tensor {
    return this.weights.get(this.biasKey)!;
  }

  /** W_A among zeros: [kh, kw, c, n], and the bias; the caller owns them. */
  fullWeights(): { kernel: tf.Tensor4D; bias: tf.Tensor } {
    const { convolution } = this.problem;
    const kernel = tf.tidy(() => {
      const selected = fromRows(convolution, this.rows);
      const zero = tf.zerosLike(tf.slice(selected, [0, 0, 0, 0], [-1, -1, 1, -1]));
      const places = Array.from({ length: convolution.channels }, (_, channel) => {
        const place = this.channels.indexOf(channel);
        return place < 0 ? this.channels.length : place;
      });
      return tf.gather(tf.concat([selected, zero], 2), tf.tensor1d(places, 'int32'), 2);
    });
    return { kernel, bias: tf.clone(this.bias) };
  }

  dispose(): void {
    tf.dispose([...this.weights.values()]);
    this.freeFeatures();
  }

  private freeFeatures(): void {
    for (const { input, patches } of this.features) tf.dispose([input, patches]);
  }
}

/** Some channels of an input, by a 1x1 convolution: on wasm many times faster than a gather. */
function pick(input: tf.Tensor4D, channels: readonly number[]): tf.Tensor4D {
  const depth = input.shape[3];
  const flags = tf.cast(tf.oneHot(tf.tensor1d([...channels], 'int32'), depth), 'float32');
  return tf.conv2d(input, tf.reshape<tf.Rank.R4>(tf.transpose(flags), [1, 1, depth, channels.length]), 1, 'valid');
}

interface Scored {
  scores: number[];
  reconstruction: number;
  discrimination: number;
  joint: number;
}

/** ||G_j||_F of every input channel, G the joint loss's gradient over all samples; and the losses at these weights. */
async function scoreChannels(
  problem: LayerProblem,
  selected: SelectedChannels,
  { lambda, score }: SelectionOptions,
): Promise<Scored> {
  const { channels, filters } = problem.convolution;
  const samples = samplesOf(problem);
  const numbers = tf.tidy(() => {
    let gradient: tf.Tensor = tf.zeros([channels, tapsOf(problem.convolution), filters]);
    let losses: tf.Tensor = tf.zeros([2]);
    for (const [index, batch] of problem.batches.entries())
      [gradient, losses] = tf.tidy(() => {
        const part = jointGradient(problem, batch, selected.features[index]!, selected, batch.features, lambda);
        const share = batch.labels.shape[0] / samples;
        const rows = tf.reshape(part.rows, gradient.shape);
        return [
          tf.add(gradient, tf.mul(rows, share)),
          tf.add(losses, tf.mul(tf.stack([part.reconstruction(), part.discrimination]), share)),
        ];
      });
    return tf.concat([channelScores(gradient as tf.Tensor3D, score), losses as tf.Tensor1D]);
  });
  const values = Array.from(await numbers.data());
  numbers.dispose();
  const [reconstruction = 0, discrimination = 0] = values.slice(-2);
  return {
    scores: values.slice(0, -2).map((value, channel) => (selected.channels.includes(channel) ? 0 : value)),
    reconstruction,
    discrimination,
    joint: jointLoss(reconstruction, discrimination, lambda),
  };
}

/** The scores of Algorithm 2 from the gradient of a kernel [c, taps, n]: [c]. */
export function channelScores(gradient: tf.Tensor3D, score: 'slice' | 'kernels'): tf.Tensor1D {
  const squares = tf.square(gradient);
  if (score === 'slice') return tf.sqrt(tf.sum(squares, [1, 2])) as tf.Tensor1D;
  return tf.sum(tf.sqrt(tf.sum(squares, 1)), 1) as tf.Tensor1D;
}

function chooseChannels(
  scores: readonly number[],
  selected: readonly number[],
  { choose, random, count, channelsPerStep }: SelectionOptions,
): number[] {
  const open = [...scores.keys()].filter((channel) => !selected.includes(channel));
  const places = Math.min(channelsPerStep, count - selected.length);
  if (choose === 'random') return Array.from(random.permutation(open.length).subarray(0, places), (at) => open[at]!);
  return open.sort((a, b) => scores[b]! - scores[a]! || a - b).slice(0, places);
}

/** The sub-problem: minimise L over W_A and the bias, one pass of SGD over the samples. */
function solveSubProblem(problem: LayerProblem, selected: SelectedChannels, lambda: number): void {
  const sgd = new Sgd(subProblem);
  for (const [index, batch] of problem.batches.entries()) {
    const features = selected.features[index]!;
    const { rows, bias } = tf.tidy(() => {
      const gradient = jointGradient(problem, batch, features, selected, features, lambda);
      return { rows: gradient.rows, bias: gradient.bias };
    });
    const steps = new Map<string, tf.Tensor>([[selected.kernelKey, rows]]);
    if (problem.convolution.hasBias) steps.set(selected.biasKey, bias);
    sgd.step(selected.weights, steps, subProblem.learningRate);
    tf.dispose([rows, bias]);
  }
  sgd.dispose();
}
