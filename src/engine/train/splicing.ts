import * as tf from '@tensorflow/tfjs';
import { type Network, replaceWeight } from '../network/network';

/** A weight that is zero comes back once it is larger than the threshold times the second, one that is not goes below the first. */
const hysteresis = { prune: 0.9, splice: 1.1 };

/** Weights of which only some are at work, and how many of them. */
export interface Spliced {
  readonly key: string;
  readonly kept: number;
}

/**
 * Dynamic network surgery (Guo et al., NeurIPS 2016): the network computes with masked weights, T W, but training moves W
 * itself, masked entries too (Eq 2, 5), so that what was cut wrongly grows and comes back. The masks are decided anew every so many
 * steps to the end; in the paper with a probability that falls as training goes on (Algorithm 1). It owns W and T; the network's
 * weights stay the network's, masked.
 */
export class Splicing {
  private readonly dense = new Map<string, tf.Tensor>();
  private readonly masks = new Map<string, tf.Tensor>();

  /** @param every steps after which masks are decided anew */
  constructor(
    private readonly network: Network,
    private readonly spliced: readonly Spliced[],
    private readonly every: number,
  ) {
    for (const { key } of spliced) {
      const weight = network.weights.get(key)!;
      this.dense.set(key, tf.clone(weight));
      this.masks.set(key, tf.onesLike(weight));
    }
  }

  /** Moves W in the place of the masked weights. @param move a step on the network's weights */
  step(move: () => void): void {
    for (const [key, weight] of this.dense) replaceWeight(this.network, key, weight);
    move();
    for (const key of this.dense.keys()) {
      this.dense.set(key, this.network.weights.get(key)!);
      this.network.weights.set(key, this.masked(key));
    }
  }

  /** After a step of training, counted from 1. */
  async after(step: number): Promise<void> {
    if (step % this.every === 0) await this.splice();
  }

  /** Decides the masks anew. */
  async splice(): Promise<void> {
    for (const { key, kept } of this.spliced) {
      const [dense, mask] = [this.dense.get(key)!, this.masks.get(key)!];
      const next = splicedMask(await dense.data<'float32'>(), await mask.data<'float32'>(), kept);
      mask.dispose();
      this.masks.set(key, tf.tensor(next, dense.shape));
      replaceWeight(this.network, key, this.masked(key));
    }
  }

  private masked(key: string): tf.Tensor {
    return tf.keep(tf.mul(this.dense.get(key)!, this.masks.get(key)!));
  }

  dispose(): void {
    tf.dispose([...this.dense.values(), ...this.masks.values()]);
    this.dense.clear();
    this.masks.clear();
  }
}

/**
 * Guo et al. 2016, Eq 3: an entry goes where |W| < a, stays as it is where a <= |W| < b, and comes back where b <= |W|. Here
 * a = 0.9 t and b = 1.1 t, t such that as many stay as are wanted; the paper has a and b of the mean and the deviation of |W|.
 *
 * @param mask ones for the entries at work, zeros for the others
 * @param kept entries that stay
 */
export function splicedMask(weights: Float32Array, mask: Float32Array, kept: number): Float32Array {
  const reach = weights.map((weight, at) => Math.abs(weight) / (mask[at] === 1 ? hysteresis.prune : hysteresis.splice));
  const threshold = reach.toSorted()[reach.length - kept] ?? Number.POSITIVE_INFINITY;
  let equal = kept - reach.reduce((above, each) => above + Number(each > threshold), 0);
  return reach.map((each) => {
    if (each !== threshold) return Number(each > threshold);
    return Number(equal-- > 0);
  });
}
