import * as tf from '@tensorflow/tfjs';
import { type Checkpoint, proceed } from '../checkpoint';
import { batchIndices, makeBatch } from '../data/batches';
import type { Dataset, ImagePart } from '../data/dataset';
import { InputError } from '../errors';
import { foldForInference } from '../inference/chain';
import { inferenceBatch } from '../memory/passes';
import { predict } from '../network/execute';
import { logitsNetwork } from '../network/logits';
import { disposeNetwork, type Network } from '../network/network';
import { soundness } from './finite';

/** Class scores must stay so far below the largest number: what goes beyond it, some kernels cut down to it. */
const room = 1000;

/** Images that are evaluated at a time, where they fit in memory. */
export const evaluationBatch = 250;

/**
 * Share of images whose largest class score is their label's. Reads back from the backend once.
 *
 * @param part one image or more
 * @param pass passed once a batch
 * @throws if a class score is not finite, or as good as not: the largest one would mean nothing
 */
export async function evaluate(
  network: Network,
  dataset: Dataset,
  part: ImagePart,
  pass: Checkpoint = proceed,
): Promise<number> {
  const batches = evaluating(network, dataset, part, { pass, tell: () => undefined });
  let next = await batches.next();
  while (!next.done) next = await batches.next();
  return next.value;
}

interface Evaluating<Told> {
  pass: Checkpoint;
  /** Bytes of memory that it may take. */
  budget?: number;
  /** What to yield after a batch of some images. */
  tell(images: number): Told;
}

/** `evaluate`, batch by batch. */
export async function* evaluating<Told>(
  network: Network,
  dataset: Dataset,
  part: ImagePart,
  { pass, budget, tell }: Evaluating<Told>,
): AsyncGenerator<Told, number> {
  const batch = inferenceBatch(network, evaluationBatch, budget);
  const folded = foldForInference(logitsNetwork(network));
  let correct: tf.Tensor = tf.scalar(0);
  let waiting = 0;
  try {
    for (const indices of batchIndices(Uint32Array.from(part.labels.keys()), batch)) {
      await pass();
      if (waiting > 0) yield tell(waiting);
      waiting = indices.length;
      const next = tf.tidy(() => {
        const { images, labels } = makeBatch(dataset, part, indices);
        const scores = predict(folded, images);
        const hits = tf.equal(tf.argMax(scores, 1), tf.argMax(labels, 1));
        return tf.addN([correct, tf.sum(tf.cast(hits, 'float32')), tf.sum(soundness([tf.mul(scores, room)]))]);
      });
      correct.dispose();
      correct = next;
    }
    const [count = Number.NaN] = await correct.data();
    if (Number.isNaN(count)) throw new InputError('network.scores', { network: network.name, dataset: dataset.name });
    yield tell(waiting);
    return count / part.labels.length;
  } finally {
    disposeNetwork(folded);
    correct.dispose();
  }
}
