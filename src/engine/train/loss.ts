import * as tf from '@tensorflow/tfjs';
import { outputKind } from '../network/logits';
import type { Network } from '../network/network';

/** A loss of class scores against one-hot labels, both [N, classes]. Scalar, in nats, a mean over the samples. */
export type ClassLoss = (logits: tf.Tensor2D, labels: tf.Tensor2D) => tf.Scalar;

/** Mean cross-entropy of softmax(logits). */
export const crossEntropy: ClassLoss = (logits, labels) =>
  tf.neg(tf.div(tf.sum(tf.mul(labels, tf.logSoftmax(logits))), labels.shape[0])) as tf.Scalar;

/** Mean, over the samples, of the cross-entropies of every class's sigmoid(logit): softplus(z) - y z. */
export const sigmoidCrossEntropy: ClassLoss = (logits, labels) =>
  tf.div(tf.sum(tf.sub(tf.softplus(logits), tf.mul(labels, logits))), labels.shape[0]) as tf.Scalar;

/** L_f: the loss that fits the network's last activation. */
export const outputLoss = (network: Network): ClassLoss =>
  outputKind(network) === 'sigmoid' ? sigmoidCrossEntropy : crossEntropy;
