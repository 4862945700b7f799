import * as tf from '@tensorflow/tfjs';
import { runCustomKernel } from '../../backend/customKernels';

/**
 * scale_c x + shift_c for every channel c, in one pass over x: where the backend has no kernel for it, as a 1x1 depthwise
 * convolution with a bias. It takes no gradient.
 *
 * @param x [N, h, w, C]; scale and shift [C]
 */
export function channelAffine(x: tf.Tensor4D, scale: tf.Tensor, shift: tf.Tensor): tf.Tensor4D {
  const own = runCustomKernel<tf.Tensor4D>('channelAffine', { x, scale, shift });
  if (own) return own;
  const filter = tf.reshape(scale, [1, 1, x.shape[3], 1]) as tf.Tensor4D;
  return tf.fused.depthwiseConv2d({ x, filter, strides: 1, pad: 'valid', bias: shift });
}

/**
 * Sum over batch and positions of every channel: where the backend has no kernel for it, an average pooling over each whole
 * image, then a small matrix product with a row of ones, several times faster on wasm than a reduction. It takes no gradient.
 *
 * @param x [N, h, w, C]
 * @returns [C]
 */
export function sumPerChannel(x: tf.Tensor4D): tf.Tensor1D {
  const own = runCustomKernel<tf.Tensor1D>('channelSum', { x });
  if (own) return own;
  const [batch, height, width, channels] = x.shape;
  const means = tf.reshape(tf.avgPool(x, [height, width], 1, 'valid'), [batch, channels]);
  return tf.reshape(tf.matMul(tf.fill([1, batch], height * width), means), [channels]);
}

/** Any tensor whose last axis is channels as images, of one pixel each unless it is of rank 4 already. */
export function asImages(x: tf.Tensor): tf.Tensor4D {
  return x.rank === 4 ? (x as tf.Tensor4D) : tf.reshape<tf.Rank.R4>(x, [-1, 1, 1, x.shape.at(-1) ?? 1]);
}
