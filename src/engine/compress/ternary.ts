import * as tf from '@tensorflow/tfjs';

/**
 * Delta = 0.7 mean |w|: weights up to it become 0 (Li 2016, "Ternary Weight Networks", section 2.2). The mean is that of the
 * weights that no mask holds at zero: those have no part in what the approximation is of.
 */
export const ternaryThreshold = (kernel: tf.Tensor, mask?: tf.Tensor): tf.Scalar =>
  tf.mul(0.7, mask ? tf.divNoNan(tf.sum(tf.abs(kernel)), tf.sum(mask)) : tf.mean(tf.abs(kernel)));

/**
 * alpha times -1, 0 or 1: weights beyond the threshold keep their sign, the others become 0, and alpha, the mean |w| of
 * those beyond, is the scale that is nearest in least squares (Li 2016, section 2.2). One scale a layer.
 *
 * @param mask of the kernel's shape: 0 where it is held at zero, else 1
 */
export function ternaryWeights(kernel: tf.Tensor, mask?: tf.Tensor): tf.Tensor {
  return tf.tidy(() => {
    const sizes = tf.abs(kernel);
    const isBeyond = tf.cast(tf.greater(sizes, ternaryThreshold(kernel, mask)), 'float32');
    const alpha = tf.divNoNan(tf.sum(tf.mul(sizes, isBeyond)), tf.sum(isBeyond));
    return tf.mul(alpha, tf.mul(tf.sign(kernel), isBeyond));
  });
}
