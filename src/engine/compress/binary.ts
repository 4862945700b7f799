import * as tf from '@tensorflow/tfjs';

/** -1 or 1, which 0 becomes too. */
const signOf = (x: tf.Tensor): tf.Tensor => tf.sub(tf.mul(2, tf.cast(tf.greaterEqual(x, 0), 'float32')), 1);

/**
 * alpha sign(w), with alpha the mean |w| of each filter: of all binary filters with a scale the nearest in least squares
 * (Rastegari 2016, "XNOR-Net", section 3.1, binary weight networks). Weights that a mask holds at zero stay zero, and alpha is
 * the mean of the others.
 *
 * @param outputAxis along which the filters lie
 * @param mask of the kernel's shape: 0 where it is held at zero, else 1
 */
export function binaryWeights(kernel: tf.Tensor, outputAxis: number, mask?: tf.Tensor): tf.Tensor {
  return tf.tidy(() => {
    const others = kernel.shape.flatMap((_, axis) => (axis === outputAxis ? [] : [axis]));
    const kept = mask ?? tf.onesLike(kernel);
    const alpha = tf.divNoNan(tf.sum(tf.abs(kernel), others, true), tf.sum(kept, others, true));
    return tf.mul(alpha, tf.mul(signOf(kernel), kept));
  });
}
