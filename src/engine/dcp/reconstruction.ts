import * as tf from '@tensorflow/tfjs';
import { type Convolution, filterGradient } from './convolution';

/**
 * All that the reconstruction loss needs of X and O^b. With the patches of X as rows of a matrix U, a column of ones
 * in front for the bias, O = U W and L_M is quadratic in W: its value and gradient come from these small products,
 * whose cost per step does not depend on the number of samples. A channel's columns of U^T U are made when it is
 * selected. Rows are the ones, then (tap, channel); columns the ones, then (selected channel, tap).
 */
export interface Moments {
  /** Q of Eq 3. */
  readonly entries: number;
  /** U^T U_A: [1 + taps c, 1 + taps |A|] */
  readonly gram: tf.Tensor2D;
  /** U^T O^b: [1 + taps c, n] */
  readonly cross: tf.Tensor2D;
  /** ||O^b||_F^2 */
  readonly energy: tf.Scalar;
}

/** The moments of a batch before any channel is selected. X [N, h, w, c], O^b [N, h', w', n]. The caller owns them. */
export function momentsOf(convolution: Convolution, input: tf.Tensor4D, baseline: tf.Tensor4D): Moments {
  return keepMoments(() => {
    const ones = tf.ones<tf.Rank.R4>([...spatial(baseline), 1]);
    const columns = stackRows(tf.fill([1, 1], positions(baseline)), filterGradient(convolution, input, ones));
    const sums = tf.sum(tf.reshape(baseline, [-1, convolution.filters]), 0, true);
    return {
      entries: baseline.size,
      gram: columns,
      cross: stackRows(sums as tf.Tensor2D, filterGradient(convolution, input, baseline)),
      energy: tf.sum(tf.square(baseline)),
    };
  });
}

/** The moments with the columns of one more selected channel. The caller owns both. */
export function joinChannel(
  moments: Moments,
  convolution: Convolution,
  input: tf.Tensor4D,
  channel: number,
): Moments {
  return keepMoments(() => {
    const { kernelSize, strides, padding } = convolution;
    const taps = kernelSize[0] * kernelSize[1];
    const one = tf.slice(input, [0, 0, 0, channel], [-1, -1, -1, 1]);
    const identity = tf.reshape<tf.Rank.R4>(tf.eye(taps), [...kernelSize, 1, taps]);
    const patches = tf.conv2d(one, identity, strides, padding);
    const sums = tf.sum(tf.reshape(patches, [-1, taps]), 0, true) as tf.Tensor2D;
    const columns = stackRows(sums, filterGradient(convolution, input, patches));
    return { ...moments, gram: tf.concat([moments.gram, columns], 1), cross: tf.clone(moments.cross), energy: tf.clone(moments.energy) };
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
 * @param weights [1 + taps |A|, n]: the bias, then the selected channels' kernels (channel, tap)
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

const spatial = ({ shape }: tf.Tensor4D): [number, number, number] => [shape[0], shape[1], shape[2]];
const positions = ({ shape }: tf.Tensor4D): number => shape[0] * shape[1] * shape[2];

/** The ones' row above those of a kernel gradient [kh, kw, c, m]. */
function stackRows(ones: tf.Tensor2D, kernel: tf.Tensor4D): tf.Tensor2D {
  return tf.concat([ones, tf.reshape<tf.Rank.R2>(kernel, [-1, ones.shape[1]])], 0);
}
