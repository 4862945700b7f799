import * as tf from '@tensorflow/tfjs';
import type { Checkpoint } from '../checkpoint';
import { batchIndices, makeBatch } from '../data/batches';
import type { Dataset, ImagePart } from '../data/dataset';
import { foldForInference } from '../inference/chain';
import { inferenceBatch } from '../memory/passes';
import { predict } from '../network/execute';
import { logitsNetwork } from '../network/logits';
import { disposeNetwork, type Network } from '../network/network';
import { evaluationBatch } from './evaluate';

/** How a network answers some images, and the same mirrored left to right. */
export interface MirrorTest {
  readonly images: number;
  /** Shares of the images that are answered as they are labelled. */
  readonly plain: number;
  readonly mirrored: number;
}

interface Answering<Told> {
  /** Passed once a batch. */
  readonly pass: Checkpoint;
  /** Bytes of memory that it may take. */
  readonly budget?: number;
  /** What to yield after a batch of some images has been answered both ways. */
  tell(images: number): Told;
}

/** Answers the images of a part plain and mirrored. Reads back from the backend once. */
export async function* answeringMirrored<Told>(
  network: Network,
  dataset: Dataset,
  part: ImagePart,
  { pass, budget, tell }: Answering<Told>,
): AsyncGenerator<Told, MirrorTest> {
  const count = part.labels.length;
  const batch = inferenceBatch(network, evaluationBatch, budget);
  const folded = foldForInference(logitsNetwork(network));
  let right: tf.Tensor = tf.zeros([2]);
  try {
    for (const indices of batchIndices(Uint32Array.from(part.labels.keys()), batch)) {
      await pass();
      const next = tf.tidy(() => {
        const { images, labels } = makeBatch(dataset, part, indices);
        const truth = tf.argMax(labels, 1);
        const rightOf = (shown: tf.Tensor) =>
          tf.sum(tf.cast(tf.equal(tf.argMax(predict(folded, shown), 1), truth), 'float32'));
        return tf.add(right, tf.stack([rightOf(images), rightOf(tf.reverse(images, 2))]));
      });
      right.dispose();
      right = next;
      yield tell(indices.length);
    }
    const [plain = 0, mirrored = 0] = await right.data();
    return { images: count, plain: plain / count, mirrored: mirrored / count };
  } finally {
    disposeNetwork(folded);
    right.dispose();
  }
}

/**
 * Share of the images by which mirrored ones may be answered worse: chance moves it by two points (500 images), digits,
 * letters and what is on the left or the right by ten and more.
 */
const mostFall = 0.05;

/** Whether training may mirror images. */
export const mayMirror = ({ plain, mirrored }: MirrorTest): boolean => plain - mirrored <= mostFall;
