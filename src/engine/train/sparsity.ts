import * as tf from '@tensorflow/tfjs';

/** An L1 penalty on some weights. */
export interface Sparsity {
  /** Of the weights. */
  readonly keys: ReadonlySet<string>;
  /** What the sum of the absolute weights is multiplied by in the loss. */
  readonly strength: number;
}

/** A subgradient of a loss plus strength |w|: gradient + strength sign(w), as subgradient descent takes it (Liu et al. 2017). */
export const withL1 = (gradient: tf.Tensor, weight: tf.Tensor, strength: number): tf.Tensor =>
  tf.add(gradient, tf.mul(strength, tf.sign(weight)));
