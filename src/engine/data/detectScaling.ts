import * as tf from '@tensorflow/tfjs';
import { foldForInference } from '../network/chain';
import { predict } from '../network/execute';
import { logitsNetwork } from '../network/logits';
import { disposeNetwork, type Network } from '../network/network';
import { sizesOf } from '../network/sizes';
import { makeBatch } from './batches';
import { type Dataset, drawnIndices } from './dataset';
import { imageNetScaling, type Scaling, scalingName } from './scaling';

const batch = 200;

/** Images that a network can classify in about `multiplyAdds`, between 16 and `most`. */
export const affordable = (network: Network, multiplyAdds: number, most: number): number =>
  Math.min(most, Math.max(16, Math.floor(multiplyAdds / Math.max(1, sizesOf(network).flops))));

/** How well a network does on images scaled one way. */
export interface RatedScaling {
  readonly name: string;
  readonly scaling: Scaling;
  /** Share of images classified rightly; of images without labels, the mean of the largest class share. */
  readonly rating: number;
}

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

/** Tries the usual scalings on some test images, best first. */
export async function rateScalings(network: Network, dataset: Dataset, isLabelled: boolean): Promise<RatedScaling[]> {
  const scalings: Scaling[] = [
    { kind: 'unit' },
    { kind: 'symmetric' },
    { kind: 'bytes' },
    ownScaling(dataset),
    ...(dataset.shape[2] === 3 ? [imageNetScaling] : []),
  ];
  const folded = foldForInference(logitsNetwork(network));
  const indices = drawnIndices(dataset.test.labels.length, affordable(network, 1e11, batch));
  const ratings = tf.tidy(() =>
    tf.stack(
      scalings.map((scaling) =>
        tf.tidy(() => {
          const { images, labels } = makeBatch({ ...dataset, scaling }, dataset.test, indices);
          const scores = predict(folded, images);
          if (!isLabelled) return tf.mean(tf.max(tf.softmax(scores), 1));
          return tf.mean(tf.cast(tf.equal(tf.argMax(scores, 1), tf.argMax(labels, 1)), 'float32'));
        }),
      ),
    ),
  );
  disposeNetwork(folded);
  const values = await ratings.data();
  ratings.dispose();
  return scalings
    .map((scaling, index) => ({ name: scalingName(scaling), scaling, rating: values[index]! }))
    .sort((a, b) => b.rating - a.rating);
}

/** The classes that a network sees in a part's images, for images that nobody has labelled. */
export async function predictedLabels(
  network: Network,
  dataset: Dataset,
  part: Dataset['train'],
): Promise<Uint16Array> {
  const folded = foldForInference(logitsNetwork(network));
  const labels = new Uint16Array(part.labels.length);
  for (let start = 0; start < labels.length; start += batch) {
    const indices = [...labels.keys()].slice(start, start + batch);
    const classes = tf.tidy(() => tf.argMax(predict(folded, makeBatch(dataset, part, indices).images), 1));
    labels.set(await classes.data(), start);
    classes.dispose();
  }
  disposeNetwork(folded);
  return labels;
}
