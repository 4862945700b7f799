import * as tf from '@tensorflow/tfjs';
import { type Checkpoint, proceed } from '../checkpoint';
import { batchIndices, makeBatch } from '../data/batches';
import type { Dataset, ImagePart } from '../data/dataset';
import { foldForInference } from '../network/chain';
import { predict } from '../network/execute';
import { logitsNetwork } from '../network/logits';
import { disposeNetwork, type Network } from '../network/network';

/** Images that are evaluated at a time. */
export const evaluationBatch = 250;

/** Share of images whose largest class score is their label's. Reads back from the backend once, passes `pass` once a batch. */
export async function evaluate(
  network: Network,
  dataset: Dataset,
  part: ImagePart,
  pass: Checkpoint = proceed,
): Promise<number> {
  const folded = foldForInference(logitsNetwork(network));
  let correct: tf.Tensor = tf.scalar(0);
  try {
    for (const indices of batchIndices(Uint32Array.from(part.labels.keys()), evaluationBatch)) {
      await pass();
      const next = tf.tidy(() => {
        const { images, labels } = makeBatch(dataset, part, indices);
        const hits = tf.equal(tf.argMax(predict(folded, images), 1), tf.argMax(labels, 1));
        return tf.add(correct, tf.sum(tf.cast(hits, 'float32')));
      });
      correct.dispose();
      correct = next;
    }
    const [count = 0] = await correct.data();
    return count / part.labels.length;
  } finally {
    disposeNetwork(folded);
    correct.dispose();
  }
}
