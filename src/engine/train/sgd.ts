import * as tf from '@tensorflow/tfjs';

export interface SgdOptions {
  momentum: number;
  /** Added to the gradient of kernels as weightDecay * w; biases and batch norms are left alone. */
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
      const [next, velocity] = tf.tidy(() => {
        const decays = weightDecay > 0 && key.endsWith('/kernel');
        const slope = decays ? tf.add(gradient, tf.mul(weight, weightDecay)) : gradient;
        const before = this.velocities.get(key);
        const after = before ? tf.add(tf.mul(before, momentum), slope) : tf.clone(slope);
        const direction = tf.add(slope, tf.mul(after, momentum));
        return [tf.keep(tf.sub(weight, tf.mul(direction, learningRate))), tf.keep(after)] as const;
      });
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
