import * as tf from '@tensorflow/tfjs';

/** -1 or 1, which 0 becomes too. */
const signOf = (x: tf.Tensor): tf.Tensor => tf.sub(tf.mul(2, tf.cast(tf.greaterEqual(x, 0), 'float32')), 1);

/**
 * alpha sign(w), with alpha the mean |w| of each filter: of all binary filters with a scale the nearest in least squares
 * (Rastegari 2016, "XNOR-Net", section 3.1, binary weight networks).
 *
 * @param outputAxis along which the filters lie
 */
export function binaryWeights(kernel: tf.Tensor, outputAxis: number): tf.Tensor {
  return tf.tidy(() => {
    const others = kernel.shape.flatMap((_, axis) => (axis === outputAxis ? [] : [axis]));
    const alpha = tf.mean(tf.abs(kernel), others, true);
    return tf.mul(alpha, signOf(kernel));
  });
}
