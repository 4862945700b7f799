import * as tf from '@tensorflow/tfjs';

/**
 * f(x) with the gradient of x itself: the straight-through estimator (Bengio 2013, "Estimating or Propagating Gradients
 * Through Stochastic Neurons for Conditional Computation"), for functions that are flat nearly everywhere.
 */
export const straightThrough = (x: tf.Tensor, f: (x: tf.Tensor) => tf.Tensor): tf.Tensor =>
  tf.customGrad((...args: Array<tf.Tensor | tf.GradSaveFunc>) => {
    const [given] = args as [tf.Tensor];
    return { value: f(given), gradFunc: (dy: tf.Tensor) => dy };
  })(x);
