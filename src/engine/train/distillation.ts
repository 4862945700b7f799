import * as tf from '@tensorflow/tfjs';
import { outputKind } from '../network/logits';
import type { Network } from '../network/network';
import { outputLoss } from './loss';
import type { BatchLoss } from './trainStep';

/** How far a network's class scores are from another's, both [N, classes], at a temperature. Scalar, in nats. */
export type DistillationLoss = (logits: tf.Tensor2D, answers: tf.Tensor2D, temperature: number) => tf.Scalar;

/**
 * T^2 KL(softmax(z_t / T) || softmax(z / T)), a mean over the samples (Hinton, Vinyals and Dean 2015), differentiable in
 * z: T (softmax(z / T) - softmax(z_t / T)) / N. Where the outputs are sigmoids every class is a yes or no of its own, and
 * their divergences are added up.
 */
export function distillationLoss(network: Network): DistillationLoss {
  const loss = outputLoss(network);
  const shares = outputKind(network) === 'sigmoid' ? tf.sigmoid<tf.Tensor2D> : tf.softmax<tf.Tensor2D>;
  return (logits, answers, temperature) => {
    const teacher = tf.div<tf.Tensor2D>(answers, temperature);
    const soft = shares(teacher);
    const divergence = tf.sub(loss(tf.div(logits, temperature), soft), loss(teacher, soft));
    return tf.mul(divergence, temperature ** 2);
  };
}

/** What a student learns by. */
export interface Teaching {
  /** w, the share of the loss that the teacher's answers have; the labels have the rest. */
  readonly weight: number;
  /** T, which the class scores of both are divided by: the higher, the more the classes count that are not the answer. */
  readonly temperature: number;
}

/** (1 - w) L_f + w times `distillationLoss`; L_f alone where a batch comes without answers. */
export function taughtLoss(network: Network, { weight, temperature }: Teaching): BatchLoss {
  const byLabels = outputLoss(network);
  const byAnswers = distillationLoss(network);
  return (logits, { labels, answers }) => {
    if (!answers) return byLabels(logits, labels);
    const soft = tf.mul<tf.Scalar>(byAnswers(logits, answers, temperature), weight);
    return weight === 1 ? soft : tf.add(tf.mul(byLabels(logits, labels), 1 - weight), soft);
  };
}
