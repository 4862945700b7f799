import * as tf from '@tensorflow/tfjs';

/** Eq 3: L_M = 1/(2Q) ||O - O^b||_F^2, Q the number of entries of O. Both [N, h, w, n]. */
export function reconstructionLoss(output: tf.Tensor, baseline: tf.Tensor): tf.Scalar {
  return tf.div(tf.sum(tf.square(tf.sub(output, baseline))), 2 * output.size) as tf.Scalar;
}

/** The gradient of Eq 3 for O, (O - O^b) / Q, or a share of it. */
export function reconstructionGradient(output: tf.Tensor, baseline: tf.Tensor, share = 1): tf.Tensor {
  return tf.mul(tf.sub(output, baseline), share / output.size);
}

/** What the two losses weigh in the joint one. */
export interface LossWeights {
  /** Of L_M: 1 in the paper, 2 in the authors' code, whose Eq 3 is without the 1/2, 0 for L_S alone. */
  readonly reconstruction: number;
  /** Of L_S. */
  readonly lambda: number;
}

/** Eq 6: L = L_M + lambda L_S^p, L_M with a weight of its own. */
export function jointLoss(reconstruction: number, discrimination: number, weights: LossWeights): number {
  return weights.reconstruction * reconstruction + weights.lambda * discrimination;
}
