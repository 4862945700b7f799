import * as tf from '@tensorflow/tfjs';
import type { Checkpoint } from '../checkpoint';
import { batchIndices, makeImages } from '../data/batches';
import type { Dataset, ImagePart } from '../data/dataset';
import { foldForInference } from '../inference/chain';
import { predict } from '../network/execute';
import { logitsNetwork } from '../network/logits';
import { disposeNetwork, type Network } from '../network/network';
import { distillationLoss } from '../train/distillation';

/** Images to compare answers on. */
export interface Asked {
  readonly dataset: Dataset;
  readonly part: ImagePart;
  /** How many at a time. */
  readonly batch: number;
  /** Passed once a batch. */
  readonly pass: Checkpoint;
}

/** Class scores of a network for some images, [N, classes]. The caller owns them. */
export async function classScores(network: Network, { dataset, part, batch, pass }: Asked): Promise<tf.Tensor2D> {
  const folded = foldForInference(logitsNetwork(network));
  const scores: tf.Tensor2D[] = [];
  try {
    for (const indices of batchIndices(Uint32Array.from(part.labels.keys()), batch)) {
      await pass();
      scores.push(tf.tidy(() => predict(folded, makeImages(dataset, part, indices))));
    }
    return tf.concat(scores);
  } finally {
    tf.dispose(scores);
    disposeNetwork(folded);
  }
}

/** How often class scores have the label's as the largest: a share of the images. */
export async function shareRight(scores: tf.Tensor2D, { part }: Asked): Promise<number> {
  const answers = tf.tidy(() => tf.argMax(scores, 1));
  const classes = await answers.data();
  answers.dispose();
  return Array.from(classes).filter((found, image) => found === part.labels[image]).length / classes.length;
}

/** A network beside the one that it was made of. */
export interface Narrowed {
  /** Divergence of its answers, in nats. */
  readonly loss: number;
  /** Share of the images that it classifies rightly. */
  readonly accuracy: number;
}

/**
 * Kullback-Leibler divergence of a network's answers from those of the network it was made of, in nats, a mean over the
 * images: the loss against the other's answers, less the loss of these themselves. It is zero where all answers are the
 * same, and what labels cannot tell of few images, answers can: each says how sure it was of every class.
 *
 * @param after class scores, [N, classes]
 * @param before of that network, [N, classes]
 */
async function divergence(network: Network, after: tf.Tensor2D, before: tf.Tensor2D): Promise<number> {
  const difference = tf.tidy(() => distillationLoss(network)(after, before, 1));
  const [nats = Number.NaN] = await difference.data();
  difference.dispose();
  return nats;
}

/** What a network has lost beside the one that it was made of. @param before class scores of that one, [N, classes] */
export async function narrowedOf(network: Network, before: tf.Tensor2D, asked: Asked): Promise<Narrowed> {
  const after = await classScores(network, asked);
  try {
    return { loss: await divergence(network, after, before), accuracy: await shareRight(after, asked) };
  } finally {
    after.dispose();
  }
}
