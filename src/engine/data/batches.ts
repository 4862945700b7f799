import * as tf from '@tensorflow/tfjs';
import { scalingTable } from '../network/scaling';
import type { Random } from '../random';
import { type Dataset, type ImagePart, imageSize } from './dataset';

export interface Batch {
  /** [N, height, width, channels], scaled */
  images: tf.Tensor4D;
  /** [N, classes], one-hot */
  labels: tf.Tensor2D;
  /** [N, classes]: the class scores of a network that teaches */
  answers?: tf.Tensor2D;
}

export const disposeBatch = ({ images, labels, answers }: Batch): void =>
  tf.dispose([images, labels, ...(answers ? [answers] : [])]);

/** How training images are changed at random. */
export interface Augmentation {
  /** An image's change depends on its state and on which image it is, on nothing else: the same makes the same views. */
  readonly random: Random;
  /** Half of the images are mirrored, left to right. */
  readonly mirrors: boolean;
}

/** Pixels by which an image may be shifted along a side: 4 of 32, as for CIFAR-10, and as large a share of other sizes. */
const largestShift = (side: number): number => Math.round(side / 8);

/**
 * A batch of images as the network wants them. The caller owns its tensors.
 *
 * @param augmentation shifts images by up to an eighth of their sides, zeros taking the place of what is not there, and
 * mirrors them; if absent they stay as they are
 */
export function makeBatch(
  dataset: Dataset,
  part: ImagePart,
  indices: ArrayLike<number>,
  augmentation?: Augmentation,
): Batch {
  return { images: makeImages(dataset, part, indices, augmentation), labels: makeLabels(dataset, part, indices) };
}

/** The labels of a batch, one-hot: [N, classes]. */
export function makeLabels({ classes }: Dataset, part: ImagePart, indices: ArrayLike<number>): tf.Tensor2D {
  const labels = new Float32Array(indices.length * classes.length);
  for (let item = 0; item < indices.length; item++)
    labels[item * classes.length + (part.labels[indices[item] ?? 0] ?? 0)] = 1;
  return tf.tensor2d(labels, [indices.length, classes.length]);
}

/** Entries of images that are resized at a time: they may be stored much larger than the network reads them. */
const resizedEntries = 2 ** 24;

/** The images of a batch; see `makeBatch`. */
export function makeImages(
  dataset: Dataset,
  part: ImagePart,
  indices: ArrayLike<number>,
  augmentation?: Augmentation,
): tf.Tensor4D {
  const { resizeTo, shape } = dataset;
  if (!resizeTo || (resizeTo[0] === shape[0] && resizeTo[1] === shape[1]))
    return storedImages(dataset, part, indices, augmentation);
  const atATime = Math.max(1, Math.floor(resizedEntries / imageSize(dataset)));
  if (indices.length <= atATime) return resized(storedImages(dataset, part, indices, augmentation), resizeTo);
  const parts = [...batchIndices(Uint32Array.from(indices), atATime)].map((some) =>
    resized(storedImages(dataset, part, some, augmentation), resizeTo),
  );
  const all = tf.concat(parts);
  tf.dispose(parts);
  return all;
}

/** Images of the size that they are stored in, scaled. */
function storedImages(
  dataset: Dataset,
  part: ImagePart,
  indices: ArrayLike<number>,
  augmentation?: Augmentation,
): tf.Tensor4D {
  const [height, width, channels] = dataset.shape;
  const size = imageSize(dataset);
  const table = scalingTable(dataset.scaling, channels);
  const pixels = new Float32Array(indices.length * size);
  for (let item = 0; item < indices.length; item++) {
    const index = indices[item] ?? 0;
    const place = part.places?.[index] ?? index;
    const { down, right, mirrored } = augmentation ? drawChange(dataset, augmentation, index) : unchanged;
    for (let row = Math.max(0, -down); row < Math.min(height, height - down); row++)
      for (let column = Math.max(0, -right); column < Math.min(width, width - right); column++) {
        const from = place * size + ((row + down) * width + column + right) * channels;
        const to = item * size + (row * width + (mirrored ? width - 1 - column : column)) * channels;
        for (let channel = 0; channel < channels; channel++)
          pixels[to + channel] = table[channel * 256 + (part.images[from + channel] ?? 0)] ?? 0;
      }
  }
  return tf.tensor4d(pixels, [indices.length, height, width, channels]);
}

const unchanged = { down: 0, right: 0, mirrored: false };

function drawChange(
  { shape: [height, width] }: Dataset,
  { random: ofAll, mirrors }: Augmentation,
  index: number,
): typeof unchanged {
  const random = ofAll.fork(`${index}`);
  const draw = (most: number) => random.integer(2 * most + 1) - most;
  return {
    down: draw(largestShift(height)),
    right: draw(largestShift(width)),
    mirrored: mirrors && random.uniform() < 0.5,
  };
}

/** The images at another size, between whose pixels colours go over into one another; they are freed. */
function resized(images: tf.Tensor4D, [height, width]: readonly [number, number]): tf.Tensor4D {
  const other = tf.image.resizeBilinear(images, [height, width], false, true);
  images.dispose();
  return other;
}

/** Consecutive slices of an order, `batchSize` long; the last may be shorter. */
export function* batchIndices(order: Uint32Array, batchSize: number): Generator<Uint32Array> {
  for (let start = 0; start < order.length; start += batchSize) yield order.subarray(start, start + batchSize);
}

/** Batches of an epoch of training, all whole: a last one of few images would move batch norms by their noise. */
export function* wholeBatches(order: Uint32Array, batchSize: number): Generator<Uint32Array> {
  const count = wholeBatchCount(order.length, batchSize);
  yield* batchIndices(order.subarray(0, count * batchSize), batchSize);
}

/** How many there are: one at least, of as many images as there are. */
export const wholeBatchCount = (images: number, batchSize: number): number =>
  Math.max(Math.min(images, 1), Math.floor(images / batchSize));

/**
 * `count` indices of the part with the classes in equal shares, as far as they go.
 *
 * @param without indices that are not drawn
 */
export function balancedSample(
  part: ImagePart,
  classes: number,
  count: number,
  random: Random,
  without: ReadonlySet<number> = new Set(),
): Uint32Array {
  const candidates = random.permutation(part.labels.length).filter((index) => !without.has(index));
  const queues: number[][] = Array.from({ length: classes }, () => []);
  for (const index of candidates) queues[part.labels[index] ?? 0]?.push(index);
  const chosen: number[] = [];
  for (let round = 0; chosen.length < Math.min(count, candidates.length); round++)
    for (const queue of queues) {
      const index = queue[round];
      if (index !== undefined && chosen.length < count) chosen.push(index);
    }
  return Uint32Array.from(chosen);
}
