import * as tf from '@tensorflow/tfjs';
import { execute } from '../network/execute';
import { kindOf } from '../network/layers';
import type { Network } from '../network/network';
import { layerOf, weightOf } from '../network/network';
import type { Random } from '../random';
import { Sgd } from '../train/sgd';
import type { AuxiliaryHead } from './heads';
import { adaptStops, auxiliaryLogits, discriminationLoss, jointLoss, reconstructionLoss } from './losses';

/** One batch of what a layer's selection needs again and again; the prefix that made it runs once a layer. */
export interface CachedBatch {
  /** X, the layer's input in the pruned network: [N, h, w, c] */
  input: tf.Tensor4D;
  /** O^b, the layer's output in the baseline network: [N, h', w', n] */
  baseline: tf.Tensor4D;
  /** One-hot: [N, classes] */
  labels: tf.Tensor2D;
}

export interface SelectionOptions {
  /** Channels to select at most. */
  count: number;
  lambda: number;
  /** Norm of a channel's gradient slice: the slice's own, or the sum of its kernels' norms. */
  score: 'slice' | 'kernels';
  /** Take the channel with the largest score, or one at random (Random DCP). */
  choose: 'largest' | 'random';
  /** Eq 10; absent for a fixed count. */
  epsilon?: number;
  random: Random;
}

export interface SelectionStep {
  step: number;
  chosen: number;
  scores: number[];
  reconstruction: number;
  discrimination: number;
  joint: number;
}

export interface Selection {
  /** Selected channels, ascending. */
  kept: number[];
  /** The layer's optimised weights, zero for channels not selected; the caller owns them. */
  weights: Map<string, tf.Tensor>;
}

const subProblem = { learningRate: 0.01, momentum: 0.9, weightDecay: 1e-4 };

/**
 * Algorithm 2: greedy channel selection of one layer. Yields after every channel that joins the selected set, with the
 * losses as they were before it joined. Reads back from the backend once a channel.
 *
 * @param network the pruned network; its weights of `layer` are the warm start
 * @param head the auxiliary head of the stage; absent in the last, whose loss is the network's own
 */
export async function* selectChannels(
  network: Network,
  layer: string,
  head: AuxiliaryHead | undefined,
  batches: readonly CachedBatch[],
  options: SelectionOptions,
): AsyncGenerator<SelectionStep, Selection> {
  const warmStart = weightOf(network, layer, 'kernel') as tf.Tensor4D;
  const channels = warmStart.shape[2];
  const loss = layerLoss(network, layer, head, options.lambda);
  const selected = new Set<number>();
  const weights = new Map<string, tf.Tensor>([['kernel', tf.keep(tf.zerosLike(warmStart))]]);
  if (network.weights.has(`${layer}/bias`)) weights.set('bias', tf.keep(tf.clone(weightOf(network, layer, 'bias'))));
  const joint: number[] = [];
  let finished = false;
  try {
    while (selected.size < options.count) {
      const scored = await scoreChannels(weights, batches, loss, options.score);
      joint.push(scored.joint);
      const [initial = 0] = joint;
      const previous = joint.at(-2);
      if (
        options.epsilon !== undefined &&
        previous !== undefined &&
        adaptStops(initial, previous, scored.joint, options.epsilon)
      )
        break;
      const scores = scored.scores.map((score, channel) => (selected.has(channel) ? 0 : score));
      const chosen = chooseChannel(scores, selected, options);
      selected.add(chosen);
      const selectedMask = tf.tensor(
        Float32Array.from({ length: channels }, (_, channel) => (selected.has(channel) ? 1 : 0)),
        [1, 1, channels, 1],
      );
      warmStartChannel(weights, warmStart, chosen);
      solveSubProblem(weights, selectedMask, batches, loss);
      selectedMask.dispose();
      yield { ...scored, step: selected.size - 1, chosen, scores };
    }
    finished = true;
    return { kept: [...selected].sort((a, b) => a - b), weights };
  } finally {
    if (!finished) tf.dispose([...weights.values()]);
  }
}

interface LayerLosses {
  reconstruction: tf.Scalar;
  discrimination: tf.Scalar;
  joint: tf.Scalar;
}

type LayerLoss = (weights: ReadonlyMap<string, tf.Tensor>, batch: CachedBatch) => LayerLosses;

/** The joint loss of a batch as a function of the layer's weights; everything else is frozen. */
function layerLoss(network: Network, layerName: string, head: AuxiliaryHead | undefined, lambda: number): LayerLoss {
  const layer = layerOf(network, layerName);
  return (weights, { input, baseline, labels }) => {
    const output = kindOf(layer).apply({
      config: layer.config,
      inputs: [input],
      weight: (name) => weights.get(name)!,
      training: false,
      updateWeight: () => {},
      random: () => 0,
    });
    const [end] = execute(network, { [layerName]: output }, [head?.at ?? network.output]);
    const logits = head ? auxiliaryLogits(head.network, end!) : (end as tf.Tensor2D);
    const reconstruction = reconstructionLoss(output, baseline);
    const discrimination = discriminationLoss(logits, labels);
    return { reconstruction, discrimination, joint: jointLoss(reconstruction, discrimination, lambda) };
  };
}

/** Gradient of the joint loss for the layer's weights, by name, and the losses; the caller owns them. */
function jointGradient(
  weights: ReadonlyMap<string, tf.Tensor>,
  batch: CachedBatch,
  loss: LayerLoss,
): { gradients: Map<string, tf.Tensor>; losses: LayerLosses } {
  let losses: LayerLosses | undefined;
  const names = [...weights.keys()];
  const { value, grads } = tf.valueAndGrads((...tensors: tf.Tensor[]) => {
    const parts = loss(new Map(names.map((name, index) => [name, tensors[index]!])), batch);
    losses = { ...parts, reconstruction: tf.keep(parts.reconstruction), discrimination: tf.keep(parts.discrimination) };
    return parts.joint;
  })([...weights.values()]);
  return {
    gradients: new Map(names.map((name, index) => [name, grads[index]!])),
    losses: { ...losses!, joint: value as tf.Scalar },
  };
}

/** ||G_j||_F of every input channel, G the joint loss's gradient over all samples; and the losses at these weights. */
async function scoreChannels(
  weights: ReadonlyMap<string, tf.Tensor>,
  batches: readonly CachedBatch[],
  loss: LayerLoss,
  score: 'slice' | 'kernels',
): Promise<{ scores: number[]; reconstruction: number; discrimination: number; joint: number }> {
  const samples = batches.reduce((total, { labels }) => total + labels.shape[0], 0);
  const numbers = tf.tidy(() => {
    const perBatch = batches.map((batch) => {
      const share = batch.labels.shape[0] / samples;
      const { gradients, losses } = jointGradient(weights, batch, loss);
      return {
        gradient: tf.mul(gradients.get('kernel')!, share),
        losses: tf.mul(tf.stack([losses.reconstruction, losses.discrimination, losses.joint]), share),
        kept: [losses.reconstruction, losses.discrimination],
      };
    });
    const gradient = tf.addN(perBatch.map((part) => part.gradient)) as tf.Tensor4D;
    const losses = tf.addN(perBatch.map((part) => part.losses));
    tf.dispose(perBatch.map((part) => part.kept));
    return tf.concat([channelScores(gradient, score), losses as tf.Tensor1D]);
  });
  const values = Array.from(await numbers.data());
  numbers.dispose();
  const [reconstruction = 0, discrimination = 0, joint = 0] = values.slice(-3);
  return { scores: values.slice(0, -3), reconstruction, discrimination, joint };
}

/** The scores of Algorithm 2 from the gradient of a kernel [kh, kw, c, n]: [c]. */
export function channelScores(gradient: tf.Tensor4D, score: 'slice' | 'kernels'): tf.Tensor1D {
  const squares = tf.square(gradient);
  if (score === 'slice') return tf.sqrt(tf.sum(squares, [0, 1, 3])) as tf.Tensor1D;
  return tf.sum(tf.sqrt(tf.sum(squares, [0, 1])), 1) as tf.Tensor1D;
}

function chooseChannel(
  scores: readonly number[],
  selected: ReadonlySet<number>,
  { choose, random }: SelectionOptions,
): number {
  const open = [...scores.keys()].filter((channel) => !selected.has(channel));
  if (choose === 'random') return open[random.integer(open.length)]!;
  return open.reduce((best, channel) => (scores[channel]! > scores[best]! ? channel : best));
}

/** W_A takes the warm start's slice of channel `chosen`. */
function warmStartChannel(weights: Map<string, tf.Tensor>, warmStart: tf.Tensor4D, chosen: number): void {
  const kernel = weights.get('kernel')!;
  const next = tf.tidy(() => {
    const flags = tf.oneHot([chosen], warmStart.shape[2]).reshape([1, 1, -1, 1]).toFloat();
    return tf.keep(tf.add(kernel, tf.mul(warmStart, flags)));
  });
  kernel.dispose();
  weights.set('kernel', next);
}

/** The sub-problem: minimise L over W_A, one pass of SGD over the samples. */
function solveSubProblem(
  weights: Map<string, tf.Tensor>,
  selectedMask: tf.Tensor,
  batches: readonly CachedBatch[],
  loss: LayerLoss,
): void {
  const sgd = new Sgd(subProblem);
  for (const batch of batches) {
    const { gradients, losses } = jointGradient(weights, batch, loss);
    const gradient = gradients.get('kernel')!;
    gradients.set('kernel', tf.mul(gradient, selectedMask));
    sgd.step(weights, gradients, subProblem.learningRate);
    tf.dispose([gradient, ...gradients.values(), ...Object.values(losses)]);
  }
  sgd.dispose();
}
