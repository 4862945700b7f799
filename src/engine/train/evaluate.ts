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

/** 1 for every image that a network classifies rightly, 0 for the others, in the order of the images. */
export type RightImages = Uint8Array;

/** Share of images that are classified rightly: NaN of none. */
export const accuracyOf = (right: RightImages): number =>
  right.reduce((count, isRight) => count + isRight, 0) / right.length;

/**
 * Which images have their label's class score as the largest. Reads back from the backend once.
 *
 * @param part one image or more
 * @param pass passed once a batch
 * @throws if a class score is not finite, or as good as not: the largest one would mean nothing
 */
export async function rightImages(
  network: Network,
  dataset: Dataset,
  part: ImagePart,
  pass: Checkpoint = proceed,
): Promise<RightImages> {
  const batches = evaluating(network, dataset, part, { pass, tell: () => undefined });
  let next = await batches.next();
  while (!next.done) next = await batches.next();
  return next.value;
}

/** The share of `rightImages`. */
export const evaluate = async (...evaluated: Parameters<typeof rightImages>): Promise<number> =>
  accuracyOf(await rightImages(...evaluated));

interface Evaluating<Told> {
  pass: Checkpoint;
  /** Bytes of memory that it may take. */
  budget?: number;
  /** Images that it takes at a time, at most. */
  most?: number;
  /** What to yield after a batch of some images. */
  tell(images: number): Told;
}

/** `rightImages`, batch by batch. */
export async function* evaluating<Told>(
  network: Network,
  dataset: Dataset,
  part: ImagePart,
  { pass, budget, most = evaluationBatch, tell }: Evaluating<Told>,
): AsyncGenerator<Told, RightImages> {
  const batch = inferenceBatch(network, most, budget);
  const folded = foldForInference(logitsNetwork(network));
  const hits: tf.Tensor[] = [];
  let sound: tf.Tensor = tf.scalar(0);
  let waiting = 0;
  try {
    for (const indices of batchIndices(Uint32Array.from(part.labels.keys()), batch)) {
      await pass();
      if (waiting > 0) yield tell(waiting);
      waiting = indices.length;
      const [hit, soundSoFar] = tf.tidy(() => {
        const { images, labels } = makeBatch(dataset, part, indices);
        const scores = predict(folded, images);
        const areRight = tf.equal(tf.argMax(scores, 1), tf.argMax(labels, 1));
        const ofScores = tf.sum(soundness([tf.mul(scores, room)]));
        return [tf.cast(areRight, 'float32'), tf.add(sound, ofScores)] as const;
      });
      sound.dispose();
      sound = soundSoFar;
      hits.push(hit);
    }
    const all = tf.tidy(() => tf.concat([...hits, tf.reshape(sound, [1])]));
    hits.push(all);
    const values = await all.data();
    if (Number.isNaN(values.at(-1)))
      throw new InputError('network.scores', { network: network.name, dataset: dataset.name });
    yield tell(waiting);
    return Uint8Array.from(values.subarray(0, -1));
  } finally {
    disposeNetwork(folded);
    tf.dispose([sound, ...hits]);
  }
}
