import type * as tf from '@tensorflow/tfjs';
import type { NesterovRates } from '../customKernels';
import { type KernelMemory, sizeOf } from './kernelMemory';

/** A step of SGD with Nesterov momentum: the next weight and velocity. @param velocity absent before the first */
export function nesterovStep(
  memory: KernelMemory,
  weight: tf.TensorInfo,
  gradient: tf.TensorInfo,
  velocity: tf.TensorInfo | undefined,
  rates: NesterovRates,
): tf.TensorInfo[] {
  const [nextWeight, nextVelocity] = [memory.empty(weight.shape), memory.empty(weight.shape)];
  const step = { count: sizeOf(weight), ...rates };
  memory.runSerially('nesterovStep', { weight, gradient, velocity, nextWeight, nextVelocity, step });
  return [nextWeight, nextVelocity];
}

/**
 * Mean cross-entropy of softmax(logits), a scalar, and its gradient, [N, classes].
 *
 * @param logits, labels [N, classes]
 */
export function crossEntropy(memory: KernelMemory, logits: tf.TensorInfo, labels: tf.TensorInfo): tf.TensorInfo[] {
  const loss = memory.empty([]);
  const gradient = memory.empty(logits.shape);
  memory.valuesOf(loss)[0] = writeCrossEntropy(
    memory.valuesOf(logits),
    memory.valuesOf(labels),
    memory.valuesOf(gradient),
    logits.shape[1] ?? 1,
  );
  return [loss, gradient];
}

/**
 * Mean cross-entropy of softmax(logits) against labels, and its gradient, in one pass over a few numbers: as tensor
 * operations their overhead would be most of it.
 *
 * @param logits, labels, gradient [rows, classes]; the gradient is written
 */
function writeCrossEntropy(
  logits: Float32Array,
  labels: Float32Array,
  gradient: Float32Array,
  classes: number,
): number {
  const rows = logits.length / classes;
  let total = 0;
  for (let start = 0; start < logits.length; start += classes) {
    const end = start + classes;
    let highest = Number.NEGATIVE_INFINITY;
    for (let at = start; at < end; at++) highest = Math.max(highest, logits[at]!);
    let sum = 0;
    for (let at = start; at < end; at++) sum += Math.exp(logits[at]! - highest);
    const logSum = highest + Math.log(sum);
    for (let at = start; at < end; at++) {
      const logShare = logits[at]! - logSum;
      total -= labels[at]! * logShare;
      gradient[at] = (Math.exp(logShare) - labels[at]!) / rows;
    }
  }
  return total / rows;
}
