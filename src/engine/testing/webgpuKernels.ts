/** Loaded into a page by a test: kernels of Espalier's own on WebGPU beside stock ones on the processor. */
import * as tf from '@tensorflow/tfjs';
import { chooseBackend } from '../backend/chooseBackend';
import { rectify } from '../network/layers/activations';
import { batchMoments, normaliseBatch } from '../network/layers/batchNormalization';
import { sumPerChannel } from '../network/layers/channelAffine';
import { maxPoolTiles } from '../network/layers/pooling';
import { Random } from '../random';
import { Sgd } from '../train/sgd';

/** By kernel, the largest difference from the processor's numbers, as a share of the largest of these. */
export type Differences = Readonly<Record<string, number>>;

export async function differencesOnWebgpu(): Promise<Differences> {
  const reference = await resultsOn('cpu');
  const own = await resultsOn('webgpu');
  return Object.fromEntries(
    Object.entries(reference).map(([name, values]) => {
      const largest = values.reduce((top, value) => Math.max(top, Math.abs(value)), 0);
      const others = own[name] ?? [];
      const difference = values.reduce((top, value, at) => Math.max(top, Math.abs(value - (others[at] ?? 0))), 0);
      return [name, values.length === others.length ? difference / largest : Number.POSITIVE_INFINITY];
    }),
  );
}

async function resultsOn(backend: 'cpu' | 'webgpu'): Promise<Record<string, readonly number[]>> {
  await chooseBackend([backend]);
  const results: Record<string, readonly number[]> = {};
  for (const [name, compute] of Object.entries(kernels)) {
    const tensors = tf.tidy(() => compute(new Random(7)));
    const values = await Promise.all(tensors.map((tensor) => tensor.data()));
    results[name] = values.flatMap((each) => [...each]);
    tf.dispose(tensors);
  }
  return results;
}

const kernels: Readonly<Record<string, (random: Random) => tf.Tensor[]>> = {
  'sums of thirty': (random) =>
    [[5, 3], []].map((shape) => tf.addN(Array.from({ length: 30 }, () => drawn(random, shape)))),
  'filter gradient': (random) => [filterGradient(random, [4, 9, 7, 3], [3, 3, 3, 5], 1, 'same')],
  'filter gradient, strides': (random) => [filterGradient(random, [2, 8, 8, 20], [3, 3, 20, 40], 2, 'same')],
  'filter gradient, many filters': (random) => [filterGradient(random, [3, 9, 9, 33], [1, 2, 33, 70], 2, 'valid')],
  'depthwise filter gradient': (random) => [depthwiseFilterGradient(random, [3, 9, 7, 5], [3, 3, 5, 2], 1, 'same')],
  'depthwise filter gradient, strides': (random) => [
    depthwiseFilterGradient(random, [2, 12, 12, 70], [5, 3, 70, 1], 2, 'valid'),
  ],
  'sums of channels': (random) => [sumPerChannel(drawn(random, [3, 7, 5, 9]))],
  'sums of many channels': (random) => [sumPerChannel(drawn(random, [3, 5, 5, 300]))],
  moments: (random) => {
    const { mean, variance } = batchMoments(tf.add(drawn(random, [4, 8, 8, 12]), 2));
    return [mean, variance];
  },
  'batch norm': (random) => {
    const { x, gamma, beta, mean, variance } = normalisation(random);
    return [normaliseBatch(x, gamma, beta, mean, variance, 1e-3)];
  },
  'batch norm gradients': (random) => {
    const { x, gamma, beta, mean, variance } = normalisation(random);
    const weights = drawn(random, x.shape);
    const loss = (image: tf.Tensor, gain: tf.Tensor, offset: tf.Tensor) =>
      tf.sum(tf.mul(normaliseBatch(image as tf.Tensor4D, gain, offset, mean, variance, 1e-3), weights));
    return tf.grads(loss)([x, gamma, beta]);
  },
  'ReLU gradient': (random) => [gradientOf(rectify, drawn(random, [4, 6, 6, 3]), random)],
  'max pooling gradient': (random) => {
    const x = tf.round(tf.mul(drawn(random, [2, 6, 9, 4]), 2)) as tf.Tensor4D;
    return [gradientOf((image) => maxPoolTiles(image as tf.Tensor4D, [2, 3]), x, random)];
  },
  'Nesterov steps': (random) => {
    const sgd = new Sgd({ momentum: 0.9, weightDecay: 0.1 });
    const weights = new Map<string, tf.Tensor>([['conv/kernel', tf.keep(drawn(random, [3, 4]))]]);
    for (let step = 0; step < 3; step++) sgd.step(weights, new Map([['conv/kernel', drawn(random, [3, 4])]]), 0.1);
    sgd.dispose();
    const moved = [...weights.values()];
    return moved.map((weight) => {
      const copy = tf.mul(weight, 1);
      weight.dispose();
      return copy;
    });
  },
};

const drawn = <Rank extends tf.Rank>(random: Random, shape: tf.ShapeMap[Rank]): tf.Tensor<Rank> =>
  tf.tensor<Rank>(
    Float32Array.from({ length: tf.util.sizeFromShape(shape) }, () => random.normal()),
    shape,
  );

/** The gradient of a sum of a function's numbers, each by a weight of its own. */
function gradientOf(compute: (x: tf.Tensor) => tf.Tensor, x: tf.Tensor, random: Random): tf.Tensor {
  return tf.grad((image: tf.Tensor) => {
    const y = compute(image);
    return tf.sum(tf.mul(y, drawn(random, y.shape)));
  })(x);
}

type Shape4D = [number, number, number, number];
type Padding = 'same' | 'valid';

function filterGradient(random: Random, shape: Shape4D, filter: Shape4D, stride: number, pad: Padding): tf.Tensor {
  const x = drawn<tf.Rank.R4>(random, shape);
  return gradientOf((kernel) => tf.conv2d(x, kernel as tf.Tensor4D, stride, pad), drawn(random, filter), random);
}

function depthwiseFilterGradient(
  random: Random,
  shape: Shape4D,
  filter: Shape4D,
  stride: number,
  pad: Padding,
): tf.Tensor {
  const x = drawn<tf.Rank.R4>(random, shape);
  return gradientOf(
    (kernel) => tf.depthwiseConv2d(x, kernel as tf.Tensor4D, stride, pad),
    drawn(random, filter),
    random,
  );
}

function normalisation(random: Random) {
  const x = drawn<tf.Rank.R4>(random, [4, 5, 6, 7]);
  const channels = () => drawn<tf.Rank.R1>(random, [7]);
  return { x, gamma: channels(), beta: channels(), ...batchMoments(x) };
}
