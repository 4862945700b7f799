import * as tf from '@tensorflow/tfjs';

/** quantize_k(x) = round((2^k - 1) x) / (2^k - 1), of x from 0 to 1 (Zhou 2016, "DoReFa-Net", equation 5). */
export const quantizeK = (x: tf.Tensor, bits: number): tf.Tensor =>
  tf.div(tf.round(tf.mul(x, 2 ** bits - 1)), 2 ** bits - 1);

/**
 * 2 quantize_k(tanh(w) / (2 max |tanh(w)|) + 1/2) - 1 (Zhou 2016, section 2.3), times the scale that fits the kernel best in
 * least squares: the paper leaves scales to the batch norms that are trained with it, here these stay as they are. No code
 * stands for 0: weights that a mask holds at zero stay so beside the codes.
 *
 * @param mask of the kernel's shape: 0 where it is held at zero, else 1
 */
export function dorefaWeights(kernel: tf.Tensor, bits: number, mask?: tf.Tensor): tf.Tensor {
  return tf.tidy(() => {
    const bent = tf.tanh(kernel);
    const share = tf.divNoNan(bent, tf.mul(2, tf.max(tf.abs(bent))));
    const all = tf.sub(tf.mul(2, quantizeK(tf.add(share, 0.5), bits)), 1);
    const codes = mask ? tf.mul(all, mask) : all;
    return tf.mul(codes, tf.divNoNan(tf.sum(tf.mul(kernel, codes)), tf.sum(tf.square(codes))));
  });
}
