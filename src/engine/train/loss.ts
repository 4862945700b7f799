import * as tf from '@tensorflow/tfjs';
import { runCustomKernel } from '../backend/customKernels';
import { outputKind } from '../network/logits';
import type { Network } from '../network/network';

/** A loss of class scores against one-hot labels, both [N, classes]. Scalar, in nats, a mean over the samples. */
export type ClassLoss = (logits: tf.Tensor2D, labels: tf.Tensor2D) => tf.Scalar;

/** Mean cross-entropy of softmax(logits), differentiable in the logits: (softmax(logits) - labels) / N. */
export const crossEntropy: ClassLoss = (logits, labels) =>
  tf.customGrad((...args: Array<tf.Tensor | tf.GradSaveFunc>) => {
    const [scores, save] = args as [tf.Tensor2D, tf.GradSaveFunc];
    const [value, gradient] = crossEntropyWithGradient(scores, labels);
    save([gradient]);
    return { value, gradFunc: (dy: tf.Tensor, [slope]: tf.Tensor[]) => tf.mul(slope!, dy) };
  })(logits);

function crossEntropyWithGradient(logits: tf.Tensor2D, labels: tf.Tensor2D): [value: tf.Scalar, gradient: tf.Tensor] {
  const own = runCustomKernel<tf.Tensor[]>('crossEntropy', { logits, labels });
  if (own) return own as [tf.Scalar, tf.Tensor];
  const count = labels.shape[0];
  const value = tf.neg(tf.div(tf.sum(tf.mul(labels, tf.logSoftmax(logits))), count));
  return [value as tf.Scalar, tf.div(tf.sub(tf.softmax(logits), labels), count)];
}

/** Mean, over the samples, of the cross-entropies of every class's sigmoid(logit): softplus(z) - y z. */
export const sigmoidCrossEntropy: ClassLoss = (logits, labels) =>
  tf.div(tf.sum(tf.sub(tf.softplus(logits), tf.mul(labels, logits))), labels.shape[0]) as tf.Scalar;

/** L_f: the loss that fits the network's last activation. */
export const outputLoss = (network: Network): ClassLoss =>
  outputKind(network) === 'sigmoid' ? sigmoidCrossEntropy : crossEntropy;
