import * as tf from '@tensorflow/tfjs';
import type { Checkpoint } from '../checkpoint';
import { makeImages } from '../data/batches';
import type { Dataset, ImagePart } from '../data/dataset';
import { foldForInference } from '../inference/chain';
import { inferenceBatch } from '../memory/passes';
import { costOf } from '../network/cost';
import { predict } from '../network/execute';
import { logitsNetwork } from '../network/logits';
import { disposeNetwork, type Network } from '../network/network';

/** A guess by fewer images would be none. */
const least = 4;

/** Images that a network can classify in about `multiplyAdds`, between 4 and `most`. */
export const affordable = (network: Network, multiplyAdds: number, most: number): number =>
  Math.min(most, Math.max(least, Math.floor(multiplyAdds / Math.max(1, costOf(network).flops))));

/** The class that a network sees in each of some images, and the share that it gives it. */
export interface Predictions {
  readonly classes: Uint16Array;
  readonly shares: Float32Array;
}

/** Predicts the classes of some images of a part, scaled as the data set says. */
export type Classify = (dataset: Dataset, part: ImagePart, indices: readonly number[]) => Promise<Predictions>;

/** Images that are classified at a time where they fit in memory. */
const mostAtATime = 200;

/** Work with a network made ready for inference, which is freed afterwards. @param pass the checkpoint, once a batch */
export async function withClassifier<Result>(
  network: Network,
  pass: Checkpoint,
  work: (classify: Classify) => Promise<Result>,
): Promise<Result> {
  const batch = inferenceBatch(network, mostAtATime);
  const ready = foldForInference(logitsNetwork(network));
  try {
    return await work((dataset, part, indices) => predictions(ready, { dataset, part, indices, batch }, pass));
  } finally {
    disposeNetwork(ready);
  }
}

interface Asked {
  readonly dataset: Dataset;
  readonly part: ImagePart;
  readonly indices: readonly number[];
  readonly batch: number;
}

async function predictions(
  ready: Network,
  { dataset, part, indices, batch }: Asked,
  pass: Checkpoint,
): Promise<Predictions> {
  const classes = new Uint16Array(indices.length);
  const shares = new Float32Array(indices.length);
  for (let start = 0; start < indices.length; start += batch) {
    await pass();
    const found = tf.tidy(() => {
      const scores = predict(ready, makeImages(dataset, part, indices.slice(start, start + batch)));
      return { classes: tf.argMax(scores, 1), shares: tf.max(tf.softmax(scores), 1) };
    });
    try {
      classes.set(await found.classes.data(), start);
      shares.set(await found.shares.data(), start);
    } finally {
      tf.dispose(found);
    }
  }
  return { classes, shares };
}
