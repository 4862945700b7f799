import * as tf from '@tensorflow/tfjs';
import type { Checkpoint } from '../checkpoint';
import { makeImages } from '../data/batches';
import { type Dataset, drawnIndices } from '../data/dataset';
import { foldForInference } from '../inference/chain';
import { inferenceBatch } from '../memory/passes';
import { costOf } from '../network/cost';
import { predict } from '../network/execute';
import { logitsNetwork } from '../network/logits';
import { disposeNetwork, type Network } from '../network/network';
import { imageNetScaling, type Scaling } from '../network/scaling';

/** Images that are tried, and that are in hand at a time where they fit in memory. */
const most = 200;
/** Multiply-adds spent on trying one scaling. */
const ratingEffort = 5e9;

/** A guess by fewer images would be none. */
const least = 4;

/** Images that a network can classify in about `multiplyAdds`, between 4 and `most`. */
export const affordable = (network: Network, multiplyAdds: number, most: number): number =>
  Math.min(most, Math.max(least, Math.floor(multiplyAdds / Math.max(1, costOf(network).flops))));

/** The network scales its images itself: a Rescaling or Normalization layer reads its input. */
export function scalesItself({ layers, input }: Pick<Network, 'layers' | 'input'>): boolean {
  const first = layers.find(({ inputs }) => inputs.includes(input));
  return first?.className === 'Rescaling' || first?.className === 'Normalization';
}

/** Mean and deviation of the training images' bytes, as shares of 255, channel by channel. */
export function ownScaling({ train, shape }: Pick<Dataset, 'train' | 'shape'>): Scaling {
  const channels = shape[2];
  const rows = train.images.length / channels;
  const moments = Array.from({ length: channels }, (_, channel) => {
    let [sum, squares] = [0, 0];
    for (let at = channel; at < train.images.length; at += channels) {
      const share = train.images[at]! / 255;
      sum += share;
      squares += share * share;
    }
    const mean = sum / rows;
    return { mean, deviation: Math.sqrt(Math.max(squares / rows - mean * mean, 1e-6)) };
  });
  return {
    kind: 'standard',
    mean: moments.map(({ mean }) => mean),
    deviation: moments.map(({ deviation }) => deviation),
  };
}

/** The ways in which images are usually scaled for networks. */
export const usualScalings = (dataset: Pick<Dataset, 'train' | 'shape'>): Scaling[] => [
  { kind: 'unit' },
  { kind: 'symmetric' },
  { kind: 'bytes' },
  ownScaling(dataset),
  ...(dataset.shape[2] === 3 ? [imageNetScaling] : []),
];

/** How well a network does with images scaled one way, for each way to match their classes. */
export interface Rating {
  readonly scaling: Scaling;
  /** One a matching: share of images classified rightly; for images without labels, the mean of the largest share. */
  readonly ratings: readonly number[];
}

/**
 * Rates scalings and matchings together, on some training images: one pass a scaling tells all matchings apart.
 *
 * @param dataset labels are indices of the images' own classes
 * @param matchings the output that each of these classes is; none if there are no labels
 */
export async function ratePairs(
  network: Network,
  dataset: Dataset,
  scalings: readonly Scaling[],
  matchings: ReadonlyArray<readonly number[]>,
  pass: Checkpoint,
): Promise<Rating[]> {
  const { train } = dataset;
  const indices = drawnIndices(train.labels.length, affordable(network, ratingEffort, most));
  const batch = inferenceBatch(network, most);
  return folded(network, async (ready) => {
    const rated: Rating[] = [];
    for (const scaling of scalings) {
      const { classes, shares } = await predictions(ready, { ...dataset, scaling }, train, indices, batch, pass);
      const meanOf = (value: (index: number, at: number) => number) =>
        finite(indices.reduce((sum, index, at) => sum + value(index, at), 0) / indices.length);
      const rightBy = (places: readonly number[]) =>
        meanOf((index, at) => (places[train.labels[index]!] === classes[at] ? 1 : 0));
      rated.push({
        scaling,
        ratings: matchings.length > 0 ? matchings.map(rightBy) : [meanOf((_, at) => shares[at]!)],
      });
    }
    return rated;
  });
}

/** Of numbers that are none a network knows nothing. */
const finite = (rating: number): number => (Number.isFinite(rating) ? rating : 0);

/** The classes that a network sees in a part's images, for images that nobody has labelled. */
export async function predictedLabels(
  network: Network,
  dataset: Dataset,
  part: Dataset['train'],
  pass: Checkpoint,
): Promise<Uint16Array> {
  const batch = inferenceBatch(network, most);
  const indices = [...part.labels.keys()];
  return folded(network, async (ready) => (await predictions(ready, dataset, part, indices, batch, pass)).classes);
}

/** Work with the network made ready for inference, which is freed. */
async function folded<Result>(network: Network, work: (ready: Network) => Promise<Result>): Promise<Result> {
  const ready = foldForInference(logitsNetwork(network));
  try {
    return await work(ready);
  } finally {
    disposeNetwork(ready);
  }
}

/** The class that a network sees in each of some images, `batch` at a time, and the share that it gives it. */
async function predictions(
  ready: Network,
  dataset: Dataset,
  part: Dataset['train'],
  indices: readonly number[],
  batch: number,
  pass: Checkpoint,
): Promise<{ classes: Uint16Array; shares: Float32Array }> {
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
