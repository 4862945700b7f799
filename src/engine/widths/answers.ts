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

/**
 * Kullback-Leibler divergence of a network's answers from those of the network it was made of, in nats, a mean over the
 * images: the loss against the other's answers, less the loss of these themselves. It is zero where all answers are the
 * same, and what labels cannot tell of few images, answers can: each says how sure it was of every class.
 *
 * @param before class scores of that network, [N, classes]
 */
export async function divergence(network: Network, before: tf.Tensor2D, asked: Asked): Promise<number> {
  const after = await classScores(network, asked);
  const difference = tf.tidy(() => distillationLoss(network)(after, before, 1));
  after.dispose();
  const [nats = Number.NaN] = await difference.data();
  difference.dispose();
  return nats;
}
