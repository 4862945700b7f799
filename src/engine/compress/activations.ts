import * as tf from '@tensorflow/tfjs';
import { execute, imageFeeds } from '../network/execute';
import { nearestLevel, roundedClasses } from '../network/layers/roundedActivations';
import { cloneNetwork, type Layer, type Network } from '../network/network';
import { innerKernels } from './innerKernels';

type RoundingLayer = Pick<Layer, 'className' | 'config'>;

/** Finds the layer that rounds what a layer reads, by what that reads of some images. */
export type FitRounding = (x: tf.Tensor) => Promise<RoundingLayer>;

/** Of a range's upper end: one that no image reaches has a width all the same. */
const smallest = 1e-6;

const candidates = Array.from({ length: 10 }, (_, index) => (index + 1) / 10);

/**
 * Activations as codes of so many bits (Zhou 2016, "DoReFa-Net", section 2.4, whose networks are trained to stay between 0
 * and 1): of ten ranges up to that of the images the one with the least squared error.
 */
export const fitLevels =
  (bits: number): FitRounding =>
  async (x) => {
    const extremes = tf.tidy(() => tf.stack([tf.min(x), tf.max(x)]));
    const [low = 0, high = 0] = await extremes.data();
    extremes.dispose();
    const steps = 2 ** bits - 1;
    const ranges = candidates.map((share) => ({
      least: share * Math.min(0, low),
      most: share * Math.max(high, smallest),
      steps,
    }));
    const errors = tf.tidy(() =>
      tf.stack(ranges.map((levels) => tf.mean(tf.squaredDifference(x, nearestLevel(x, levels))))),
    );
    const values = await errors.data();
    errors.dispose();
    const best = values.indexOf(Math.min(...values));
    return { className: roundedClasses.levels, config: { ...ranges[best] } };
  };

/**
 * Binary activations (Rastegari 2016, "XNOR-Net", section 3.2): the sign about each channel's mean, which the paper's batch
 * norm before the sign takes off, times the mean absolute value K, here one for all positions of all images, as some images
 * have it; the paper's is each window's. The mean is added again, so that what follows reads what it knows.
 */
export const fitTwoValues: FitRounding = async (x) => {
  const [centre, size] = tf.tidy(() => {
    const mean = tf.mean(x, [...Array(x.rank - 1).keys()]);
    return [mean, tf.mean(tf.abs(tf.sub(x, mean)))] as const;
  });
  const [means, [most = 0]] = await Promise.all([centre.data(), size.data()]);
  tf.dispose([centre, size]);
  return { className: roundedClasses.twoValues, config: { centre: Array.from(means), size: most } };
};

/**
 * A copy in which what the layers of inner kernels read is rounded. The caller owns it.
 *
 * @param images [N, height, width, channels], as the network wants them
 */
export async function withRoundedInputs(
  network: Network,
  images: tf.Tensor,
  fitRounding: FitRounding,
): Promise<Network> {
  const readers = new Set(innerKernels(network).map(({ layer }) => layer.name));
  const read = [...new Set(network.layers.flatMap(({ name, inputs }) => (readers.has(name) ? inputs : [])))];
  const inputs = tf.tidy(() => execute(network, imageFeeds(network, images), read));
  const rounding = new Map<string, Layer>();
  try {
    for (const [index, name] of read.entries())
      rounding.set(name, { ...(await fitRounding(inputs[index]!)), name: `${name}/rounded`, inputs: [name] });
  } finally {
    tf.dispose(inputs);
  }
  const layers = network.layers.flatMap((layer) => {
    const reading = readers.has(layer.name)
      ? { ...layer, inputs: layer.inputs.map((name) => `${name}/rounded`) }
      : layer;
    const behind = rounding.get(layer.name);
    return behind ? [reading, behind] : [reading];
  });
  return { ...cloneNetwork(network), layers };
}

/** Bytes of the numbers by which a network rounds activations, in 32 bits. */
export const roundingBytes = ({ layers }: Pick<Network, 'layers'>): number =>
  layers.reduce((sum, { className, config }) => {
    if (className === roundedClasses.levels) return sum + 8;
    return className === roundedClasses.twoValues && Array.isArray(config.centre)
      ? sum + 4 * (config.centre.length + 1)
      : sum;
  }, 0);
