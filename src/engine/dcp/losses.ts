import * as tf from '@tensorflow/tfjs';
import { type ExecuteOptions, execute } from '../network/execute';
import type { Network } from '../network/network';
import { crossEntropy } from '../train/loss';

/** Eq 3: L_M = 1/(2Q) ||O - O^b||_F^2, Q the number of entries of O. Both [N, h, w, n]. */
export function reconstructionLoss(output: tf.Tensor, baseline: tf.Tensor): tf.Scalar {
  return tf.div(tf.sum(tf.square(tf.sub(output, baseline))), 2 * output.size) as tf.Scalar;
}

/** Eq 4: F^p = AvgPool(ReLU(BN(O^p))), then theta^T F^p: the logits of an auxiliary head. [N, h, w, n_p] to [N, classes]. */
export function auxiliaryLogits(head: Network, output: tf.Tensor, options: ExecuteOptions = {}): tf.Tensor2D {
  return execute(head, { [head.input]: output }, [head.output], options)[0] as tf.Tensor2D;
}

/** Eq 5: L_S^p, the mean cross-entropy of softmax(theta^T F^p). */
export const discriminationLoss = crossEntropy;

/** Eq 6: L = L_M + lambda L_S^p. */
export function jointLoss(reconstruction: tf.Scalar, discrimination: tf.Scalar, lambda: number): tf.Scalar {
  return tf.add(reconstruction, tf.mul(discrimination, lambda));
}

/** Eq 10: DCP-Adapt stops when |L(W^{t-1}) - L(W^t)| / L(W^0) is at most epsilon. */
export function adaptStops(initial: number, previous: number, current: number, epsilon: number): boolean {
  return Math.abs(previous - current) / initial <= epsilon;
}
