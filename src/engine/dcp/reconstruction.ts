import * as tf from '@tensorflow/tfjs';
import { sumPerChannel } from '../network/layers/channelAffine';
import { type Convolution, type Features, patchProducts, tapsOf } from './convolution';

/**
 * All that the reconstruction loss needs of X and O^b. With the patches of X as rows of a matrix U, a column of ones
 * in front for the bias, O = U W and L_M is quadratic in W: its value and gradient come from these small products,
 * whose cost per step does not depend on the number of samples. A channel's columns of U^T U are made when it is
 * selected. The ones come first, then channel by channel, in each tap by tap.
 */
export interface Moments {
  /** Q of Eq 3. */
  readonly entries: number;
  /** U^T U_A: [1 + c taps, 1 + |A| taps] */
  readonly gram: tf.Tensor2D;
  /** U^T O^b: [1 + c taps, n] */
  readonly cross: tf.Tensor2D;
  /** ||O^b||_F^2 */
  readonly energy: tf.Scalar;
}

/** The moments of a batch before any channel is selected. O^b [N, h', w', n]. The caller owns them. */
export function momentsOf(convolution: Convolution, features: Features, baseline: tf.Tensor4D): Moments {
  return keepMoments(() => {
    const [batch, height, width] = baseline.shape;
    const ones = tf.ones<tf.Rank.R4>([batch, height, width, 1]);
    return {
      entries: baseline.size,
      gram: withOnes(convolution, features, ones),
      cross: withOnes(convolution, features, baseline),
      energy: tf.sum(tf.square(baseline)),
    };
  });
}

/** The moments with the columns of one more selected channel, its own features given. The caller owns both. */
export function joinChannel(
  moments: Moments,
  convolution: Convolution,
  features: Features,
  channel: tf.Tensor4D,
): Moments {
  return keepMoments(() => {
    const { kernelSize, strides, padding } = convolution;
    const taps = tapsOf(convolution);
    const identity = tf.reshape<tf.Rank.R4>(tf.eye(taps), [...kernelSize, 1, taps]);
    const columns = withOnes(convolution, features, tf.conv2d(channel, identity, strides, padding));
    return {
      ...moments,
      gram: tf.concat([moments.gram, columns], 1),
      cross: tf.clone(moments.cross),
      energy: tf.clone(moments.energy),
    };
  });
}

/** The moments of all samples out of those of the batches. The caller owns them. */
export function sumMoments(parts: readonly Moments[]): Moments {
  return keepMoments(() => ({
    entries: parts.reduce((total, { entries }) => total + entries, 0),
    gram: tf.addN(parts.map(({ gram }) => gram)),
    cross: tf.addN(parts.map(({ cross }) => cross)),
    energy: tf.addN(parts.map(({ energy }) => energy)),
  }));
}

export function disposeMoments({ gram, cross, energy }: Moments): void {
  tf.dispose([gram, cross, energy]);
}

/**
 * Eq 3: L_M = 1/(2Q) ||O - O^b||_F^2, and its gradient for the weights in the given rows of U.
 *
 * @param weights [1 + |A| taps, n]: the bias, then the rows of the selected channels' kernels
 * @param rowsOfA where the rows of `weights` stand among the rows of U
 * @param rows `selected` for the gradient of `weights`, `all` for that of every channel, selected or not
 */
export function reconstructionLoss(
  moments: Moments,
  weights: tf.Tensor2D,
  rowsOfA: tf.Tensor1D,
  rows: 'selected' | 'all',
): { loss: tf.Scalar; gradient: tf.Tensor2D } {
  const pick = (matrix: tf.Tensor2D) => tf.gather(matrix, rowsOfA);
  const crossOfA = pick(moments.cross);
  const gram = rows === 'all' ? moments.gram : pick(moments.gram);
  const residual = tf.sub<tf.Tensor2D>(tf.matMul(gram, weights), rows === 'all' ? moments.cross : crossOfA);
  const residualOfA = rows === 'all' ? pick(residual) : residual;
  const squares = tf.add(tf.sum(tf.mul(weights, tf.sub(residualOfA, crossOfA))), moments.energy);
  return {
    loss: tf.div(squares, 2 * moments.entries),
    gradient: tf.div(residual, moments.entries),
  };
}

function keepMoments(make: () => Moments): Moments {
  let entries = 0;
  const [gram, cross, energy] = tf.tidy(() => {
    const made = make();
    entries = made.entries;
    return [tf.keep(made.gram), tf.keep(made.cross), tf.keep(made.energy)] as const;
  });
  return { entries, gram, cross, energy };
}

/** Sums over the positions of the values and of their products with the patches: [1 + c taps, m] of [N, h', w', m]. */
function withOnes(convolution: Convolution, features: Features, values: tf.Tensor4D): tf.Tensor2D {
  const sums = tf.reshape<tf.Rank.R2>(sumPerChannel(values), [1, -1]);
  return tf.concat([sums, patchProducts(convolution, features, values)], 0);
}
