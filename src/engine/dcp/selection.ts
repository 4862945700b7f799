import * as tf from '@tensorflow/tfjs';
import type { Random } from '../random';
import { Sgd } from '../train/sgd';
import { jointGradient, type LayerProblem, samplesOf } from './layerProblem';
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
      selected.join(chosen);
      solveSubProblem(problem, selected, options.lambda);
      yield { ...scored, step, chosen };
    }
    return { kept: selected.channels.toSorted((a, b) => a - b), weights: selected.fullWeights() };
  } finally {
    selected.dispose();
  }
}

/** A, the selected channels in the order they joined, with W_A and the batches' inputs cut down to them. */
class SelectedChannels {
  readonly channels: number[] = [];
  /** Under "layer/kernel" W_A, [kh, kw, |A|, n]; under "layer/bias" the bias, [n]. */
  readonly weights: Map<string, tf.Tensor>;
  readonly kernelKey: string;
  readonly biasKey: string;
  /** One a batch: [N, h, w, |A|] */
  inputs: tf.Tensor4D[];

  /** Before a channel joins, the zero kernel over all channels stands in for the empty one. */
  constructor(private readonly problem: LayerProblem) {
    const { layer, warmStart, batches } = problem;
    this.kernelKey = `${layer}/kernel`;
    this.biasKey = `${layer}/bias`;
    this.weights = new Map<string, tf.Tensor>([
      [this.kernelKey, tf.keep(tf.zerosLike(warmStart.kernel))],
      [this.biasKey, tf.keep(tf.clone(warmStart.bias))],
    ]);
    this.inputs = batches.map(({ input }) => tf.clone(input));
  }

  /** Adds channels, their weights those of the warm start. */
  join(joining: readonly number[]): void {
    const isFirst = this.channels.length === 0;
    const kernel = tf.tidy(() => {
      const warm = joining.map((channel) =>
        tf.slice(this.problem.warmStart.kernel, [0, 0, channel, 0], [-1, -1, 1, -1]),
      );
      return tf.keep(tf.concat(isFirst ? warm : [this.kernel, ...warm], 2));
    });
    this.kernel.dispose();
    this.weights.set(this.kernelKey, kernel);
    this.channels.push(...joining);
    tf.dispose(this.inputs);
    this.inputs = this.problem.batches.map(({ input }) => tf.tidy(() => pick(input, this.channels)));
  }

  get kernel(): tf.Tensor4D {
    return this.weights.get(this.kernelKey) as tf.Tensor4D;
  }

  get bias(): tf.Tensor {
    return this.weights.get(this.biasKey)!;
  }

  /** W_A among zeros: [kh, kw, c, n], and the bias; the caller owns them. */
  fullWeights(): { kernel: tf.Tensor4D; bias: tf.Tensor } {
    const kernel = tf.tidy(() => {
      const zero = tf.zerosLike(tf.slice(this.kernel, [0, 0, 0, 0], [-1, -1, 1, -1]));
      const places = Array.from({ length: this.problem.convolution.channels }, (_, channel) => {
        const place = this.channels.indexOf(channel);
        return place < 0 ? this.channels.length : place;
      });
      return tf.gather(tf.concat([this.kernel, zero], 2), tf.tensor1d(places, 'int32'), 2);
    });
    return { kernel, bias: tf.clone(this.bias) };
  }

  dispose(): void {
    tf.dispose([...this.weights.values(), ...this.inputs]);
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
  const samples = samplesOf(problem);
  const numbers = tf.tidy(() => {
    let gradient: tf.Tensor4D = tf.zerosLike(problem.warmStart.kernel);
    let losses: tf.Tensor = tf.zeros([2]);
    for (const [index, batch] of problem.batches.entries())
      [gradient, losses] = tf.tidy(() => {
        const part = jointGradient(problem, batch, selected.inputs[index]!, selected, batch.input, lambda);
        const share = batch.labels.shape[0] / samples;
        return [
          tf.add<tf.Tensor4D>(gradient, tf.mul(part.kernel, share)),
          tf.add(losses, tf.mul(tf.stack([part.reconstruction(), part.discrimination]), share)),
        ];
      });
    return tf.concat([channelScores(gradient, score), losses as tf.Tensor1D]);
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
  const kernels = tf.sum(tf.square(gradient), [0, 1]);
  if (score === 'slice') return tf.sqrt(tf.sum(kernels, 1)) as tf.Tensor1D;
  return tf.sum(tf.sqrt(kernels), 1) as tf.Tensor1D;
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
    const input = selected.inputs[index]!;
    const { kernel, bias } = tf.tidy(() => {
      const gradient = jointGradient(problem, batch, input, selected, input, lambda);
      return { kernel: gradient.kernel, bias: gradient.bias };
    });
    const steps = new Map<string, tf.Tensor>([[selected.kernelKey, kernel]]);
    if (problem.convolution.hasBias) steps.set(selected.biasKey, bias);
    sgd.step(selected.weights, steps, subProblem.learningRate);
    tf.dispose([kernel, bias]);
  }
  sgd.dispose();
}
