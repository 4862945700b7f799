import * as tf from '@tensorflow/tfjs';
import type { Random } from '../random';
import { Sgd } from '../train/sgd';
import { type CachedBatch, discriminationGradient, type LayerProblem, samplesOf } from './layerProblem';
import { adaptStops, jointLoss } from './losses';
import { disposeMoments, joinChannel, type Moments, reconstructionLoss, sumMoments } from './reconstruction';

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

/** A, the selected channels in the order they joined, with W_A and the moments of their columns. */
class SelectedChannels {
  readonly channels: number[] = [];
  /** Under "layer/kernel" the kernels of A, [|A| taps, n] (channel, tap); under "layer/bias" the bias, [n]. */
  readonly weights: Map<string, tf.Tensor>;
  readonly kernelKey: string;
  readonly biasKey: string;
  /** Of every batch, and of all samples. */
  moments: readonly Moments[];
  total: Moments;
  private readonly taps: number;

  constructor(private readonly problem: LayerProblem) {
    const { layer, convolution, warmStart, batches } = problem;
    this.kernelKey = `${layer}/kernel`;
    this.biasKey = `${layer}/bias`;
    this.taps = convolution.kernelSize[0] * convolution.kernelSize[1];
    this.weights = new Map([[this.biasKey, tf.keep(tf.clone(warmStart.bias))]]);
    this.moments = batches.map(({ moments }) => sumMoments([moments]));
    this.total = sumMoments(this.moments);
  }

  /** Adds a channel, its weights those of the warm start. */
  join(channel: number): void {
    const { convolution, warmStart, batches } = this.problem;
    this.channels.push(channel);
    const before = this.weights.get(this.kernelKey);
    const kernel = tf.tidy(() => {
      const slice = tf.slice(warmStart.kernel, [0, 0, channel, 0], [-1, -1, 1, -1]);
      const rows = tf.reshape<tf.Rank.R2>(slice, [this.taps, convolution.filters]);
      return tf.keep(before ? tf.concat([before, rows], 0) : tf.clone(rows));
    });
    before?.dispose();
    this.weights.set(this.kernelKey, kernel);
    const grown = this.moments.map((moments, index) => joinChannel(moments, convolution, batches[index]!.input, channel));
    for (const before of [...this.moments, this.total]) disposeMoments(before);
    this.moments = grown;
    this.total = sumMoments(grown);
  }

  get bias(): tf.Tensor {
    return this.weights.get(this.biasKey)!;
  }

  /** W_A as a kernel [kh, kw, |A|, n]; with A empty, a zero kernel over all channels. */
  kernel(): tf.Tensor4D {
    const { kernelSize, channels, filters } = this.problem.convolution;
    const rows = this.weights.get(this.kernelKey);
    if (!rows) return tf.zeros([...kernelSize, channels, filters]);
    const byChannel = tf.reshape(rows, [this.channels.length, this.taps, filters]);
    return tf.reshape(tf.transpose(byChannel, [1, 0, 2]), [...kernelSize, this.channels.length, filters]);
  }

  /** X_A: the selected channels of a batch's input, picked by a 1x1 convolution; with A empty, all. */
  input({ input }: CachedBatch): tf.Tensor4D {
    const { channels } = this.problem.convolution;
    if (this.channels.length === 0) return input;
    const flags = tf.cast(tf.oneHot(tf.tensor1d(this.channels, 'int32'), channels), 'float32');
    const picks = tf.transpose(flags);
    return tf.conv2d(input, tf.reshape<tf.Rank.R4>(picks, [1, 1, channels, this.channels.length]), 1, 'valid');
  }

  /** Bias and kernels as the reconstruction loss takes them: [1 + |A| taps, n]. */
  stacked(): tf.Tensor2D {
    const bias = tf.reshape<tf.Rank.R2>(this.bias, [1, -1]);
    const rows = this.weights.get(this.kernelKey);
    return rows ? tf.concat([bias, rows as tf.Tensor2D], 0) : bias;
  }

  /** The rows of U that `stacked` belongs to. */
  rows(): tf.Tensor1D {
    const { channels } = this.problem.convolution;
    const taps = [...Array(this.taps).keys()];
    return tf.tensor1d([0, ...this.channels.flatMap((channel) => taps.map((tap) => 1 + tap * channels + channel))], 'int32');
  }

  /** W_A among zeros: [kh, kw, c, n], and the bias; the caller owns them. */
  fullWeights(): { kernel: tf.Tensor4D; bias: tf.Tensor } {
    const { channels } = this.problem.convolution;
    const kernel = tf.tidy(() => {
      const zero = tf.zerosLike(tf.slice(this.problem.warmStart.kernel, [0, 0, 0, 0], [-1, -1, 1, -1]));
      const places = Array.from({ length: channels }, (_, channel) => {
        const place = this.channels.indexOf(channel);
        return place < 0 ? this.channels.length : place;
      });
      return tf.gather(tf.concat([this.kernel(), zero], 2), tf.tensor1d(places, 'int32'), 2);
    });
    return { kernel, bias: tf.clone(this.bias) };
  }

  dispose(): void {
    tf.dispose([...this.weights.values()]);
    for (const moments of [...this.moments, this.total]) disposeMoments(moments);
  }
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
  const { kernelSize, channels, filters } = problem.convolution;
  const numbers = tf.tidy(() => {
    const kernel = selected.kernel();
    const reconstruction = reconstructionLoss(selected.total, selected.stacked(), selected.rows(), 'all');
    const kernelRows = tf.slice(reconstruction.gradient, [1, 0]);
    let gradient: tf.Tensor4D = tf.reshape(kernelRows, [...kernelSize, channels, filters]);
    let discrimination: tf.Tensor = tf.scalar(0);
    for (const batch of problem.batches)
      [gradient, discrimination] = tf.tidy(() => {
        const share = batch.labels.shape[0] / samplesOf(problem);
        const part = discriminationGradient(problem, batch, selected.input(batch), kernel, selected.bias, batch.input);
        return [
          tf.add<tf.Tensor4D>(gradient, tf.mul(part.kernel, lambda * share)),
          tf.add(discrimination, tf.mul(part.loss, share)),
        ];
      });
    const losses = tf.stack([reconstruction.loss, discrimination]) as tf.Tensor1D;
    return tf.concat([channelScores(gradient, score), losses]);
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

/** The scores of Algorithm 2 from the gradient of a kernel [kh, kw, c, n]: [c]. */
export function channelScores(gradient: tf.Tensor4D, score: 'slice' | 'kernels'): tf.Tensor1D {
  const squares = tf.square(gradient);
  if (score === 'slice') return tf.sqrt(tf.sum(squares, [0, 1, 3])) as tf.Tensor1D;
  return tf.sum(tf.sqrt(tf.sum(squares, [0, 1])), 1) as tf.Tensor1D;
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
  const { hasBias, filters } = problem.convolution;
  const sgd = new Sgd(subProblem);
  for (const [index, batch] of problem.batches.entries()) {
    const gradients = tf.tidy(() => {
      const x = selected.input(batch);
      const fromLabels = discriminationGradient(problem, batch, x, selected.kernel(), selected.bias, x);
      const { gradient } = reconstructionLoss(selected.moments[index]!, selected.stacked(), selected.rows(), 'selected');
      const taps = [...problem.convolution.kernelSize, -1, filters];
      const kernel = tf.transpose(tf.reshape(fromLabels.kernel, [taps[0]! * taps[1]!, -1, filters]), [1, 0, 2]);
      const joint = (reconstruction: tf.Tensor, discrimination: tf.Tensor) =>
        tf.add(reconstruction, tf.mul(discrimination, lambda));
      return {
        kernel: joint(tf.slice(gradient, [1, 0]), tf.reshape(kernel, [-1, filters])),
        bias: joint(tf.reshape(tf.slice(gradient, [0, 0], [1, -1]), [filters]), fromLabels.bias),
      };
    });
    const steps = new Map([[selected.kernelKey, gradients.kernel]]);
    if (hasBias) steps.set(selected.biasKey, gradients.bias);
    sgd.step(selected.weights, steps, subProblem.learningRate);
    tf.dispose(gradients);
  }
  sgd.dispose();
}
