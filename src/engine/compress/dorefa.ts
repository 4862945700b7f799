import * as tf from '@tensorflow/tfjs';

/** quantize_k(x) = round((2^k - 1) x) / (2^k - 1), of x from 0 to 1 (Zhou 2016, "DoReFa-Net", equation 5). */
export const quantizeK = (x: tf.Tensor, bits: number): tf.Tensor =>
  tf.div(tf.round(tf.mul(x, 2 ** bits - 1)), 2 ** bits - 1);

/**
 * 2 quantize_k(tanh(w) / (2 max |tanh(w)|) + 1/2) - 1 (Zhou 2016, section 2.3), times the scale that fits the kernel best in
 * least squares: the paper leaves scales to the batch norms that are trained with it, here these stay as they are.
 */
export function dorefaWeights(kernel: tf.Tensor, bits: number): tf.Tensor {
  return tf.tidy(() => {
    const bent = tf.tanh(kernel);
    const share = tf.divNoNan(bent, tf.mul(2, tf.max(tf.abs(bent))));
    const codes = tf.sub(tf.mul(2, quantizeK(tf.add(share, 0.5), bits)), 1);
    return tf.mul(codes, tf.divNoNan(tf.sum(tf.mul(kernel, codes)), tf.sum(tf.square(codes))));
  });
}
