import * as tf from '@tensorflow/tfjs';
import { batchIndices, makeBatch } from '../data/batches';
import type { Dataset, ImagePart } from '../data/dataset';
import { foldForInference } from '../network/chain';
import { predict } from '../network/execute';
import { logitsNetwork } from '../network/logits';
import { disposeNetwork, type Network } from '../network/network';

/** Images that are evaluated at a time. */
export const evaluationBatch = 250;

/** Share of images whose largest class score is their label's. Reads back from the backend once. */
export async function evaluate(network: Network, dataset: Dataset, part: ImagePart): Promise<number> {
  const folded = foldForInference(logitsNetwork(network));
  let correct: tf.Tensor = tf.scalar(0);
  for (const indices of batchIndices(Uint32Array.from(part.labels.keys()), evaluationBatch)) {
    const next = tf.tidy(() => {
      const { images, labels } = makeBatch(dataset, part, indices);
      const hits = tf.equal(tf.argMax(predict(folded, images), 1), tf.argMax(labels, 1));
      return tf.add(correct, tf.sum(tf.cast(hits, 'float32')));
    });
    correct.dispose();
    correct = next;
    await tf.nextFrame();
  }
  disposeNetwork(folded);
  const [count = 0] = await correct.data();
  correct.dispose();
  return count / part.labels.length;
}
