import * as tf from '@tensorflow/tfjs';
import { runCustomKernel } from '../backend/customKernels';
import { isKernel } from '../network/network';

export interface SgdOptions {
  momentum: number;
  /** Added to the gradient of kernels of all kinds as weightDecay * w; biases and batch norms are left alone. */
  weightDecay: number;
}

/** SGD with Nesterov momentum, as PyTorch and the paper have it: v = m v + g; w = w - rate (g + m v). */
export class Sgd {
  private readonly velocities = new Map<string, tf.Tensor>();

  constructor(private readonly options: SgdOptions) {}

  /** One step on `weights`, in place: the tensors stepped on are freed and their successors kept in the map. */
  step(weights: Map<string, tf.Tensor>, gradients: ReadonlyMap<string, tf.Tensor>, learningRate: number): void {
    const { momentum, weightDecay } = this.options;
    for (const [key, gradient] of gradients) {
      const weight = weights.get(key);
      if (!weight) throw new Error(`gradient of "${key}", which is no weight`);
      const rates = { learningRate, momentum, weightDecay: isKernel(key) ? weightDecay : 0 };
      const [next, velocity] = tf.tidy(() =>
        nesterovStep(weight, gradient, this.velocities.get(key), rates).map((tensor) => tf.keep(tensor)),
      ) as [tf.Tensor, tf.Tensor];
      this.velocities.get(key)?.dispose();
      this.velocities.set(key, velocity);
      weight.dispose();
      weights.set(key, next);
    }
  }

  dispose(): void {
    for (const velocity of this.velocities.values()) velocity.dispose();
    this.velocities.clear();
  }
}

/** The next weight and the next velocity. @param velocity absent before the first step */
function nesterovStep(
  weight: tf.Tensor,
  gradient: tf.Tensor,
  velocity: tf.Tensor | undefined,
  rates: SgdOptions & { learningRate: number },
): tf.Tensor[] {
  const inputs = { weight, gradient, ...(velocity ? { velocity } : {}) };
  const own = runCustomKernel<tf.Tensor[]>('nesterovStep', inputs, { ...rates });
  if (own) return own;
  const { learningRate, momentum, weightDecay } = rates;
  const slope = weightDecay > 0 ? tf.add(gradient, tf.mul(weight, weightDecay)) : tf.clone(gradient);
  const next = velocity ? tf.add(tf.mul(velocity, momentum), slope) : slope;
  const direction = tf.add(slope, tf.mul(next, momentum));
  return [tf.sub(weight, tf.mul(direction, learningRate)), next];
}
