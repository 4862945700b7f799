import * as tf from '@tensorflow/tfjs';

/** Mean cross-entropy of softmax(logits) against one-hot labels, both [N, classes]. Scalar, in nats. */
export function crossEntropy(logits: tf.Tensor2D, labels: tf.Tensor2D): tf.Scalar {
  return tf.neg(tf.div(tf.sum(tf.mul(labels, tf.logSoftmax(logits))), labels.shape[0])) as tf.Scalar;
}
