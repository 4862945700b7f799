import * as tf from '@tensorflow/tfjs';
import type { Checkpoint } from '../checkpoint';
import { batchIndices, makeBatch } from '../data/batches';
import type { Dataset, ImagePart } from '../data/dataset';
import { foldForInference } from '../inference/chain';
import { inferenceBatch } from '../memory/passes';
import { predict } from '../network/execute';
import { logitsNetwork, outputKind } from '../network/logits';
import { disposeNetwork, type Network } from '../network/network';
import type { RightImages } from '../train/evaluate';
import { evaluationBatch } from '../train/evaluate';

/** How a network does on some images, one by one, in their order. */
export interface ImageLosses {
  readonly right: RightImages;
  /** L_f of each image, in nats. */
  readonly losses: Float32Array;
}

/** @param part one image or more @param pass passed once a batch */
export async function imageLosses(
  network: Network,
  dataset: Dataset,
  part: ImagePart,
  pass: Checkpoint,
): Promise<ImageLosses> {
  const lossOf = outputKind(network) === 'sigmoid' ? sigmoidLosses : softmaxLosses;
  const batch = inferenceBatch(network, evaluationBatch);
  const folded = foldForInference(logitsNetwork(network));
  const right = new Uint8Array(part.labels.length);
  const losses = new Float32Array(part.labels.length);
  let done = 0;
  try {
    for (const indices of batchIndices(Uint32Array.from(part.labels.keys()), batch)) {
      await pass();
      const told = tf.tidy(() => {
        const { images, labels } = makeBatch(dataset, part, indices);
        const scores = predict(folded, images);
        return { right: tf.equal(tf.argMax(scores, 1), tf.argMax(labels, 1)), losses: lossOf(scores, labels) };
      });
      try {
        right.set(await told.right.data(), done);
        losses.set(await told.losses.data(), done);
      } finally {
        tf.dispose(told);
      }
      done += indices.length;
    }
    return { right, losses };
  } finally {
    disposeNetwork(folded);
  }
}

/** -log softmax(z)_y of each image, [N]. */
const softmaxLosses = (scores: tf.Tensor2D, labels: tf.Tensor2D): tf.Tensor =>
  tf.neg(tf.sum(tf.mul(labels, tf.logSoftmax(scores)), 1));

/** Of each image the sum over the classes of softplus(z) - y z, [N]. */
const sigmoidLosses = (scores: tf.Tensor2D, labels: tf.Tensor2D): tf.Tensor =>
  tf.sum(tf.sub(tf.softplus(scores), tf.mul(labels, scores)), 1);
