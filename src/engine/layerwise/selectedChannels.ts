import * as tf from '@tensorflow/tfjs';
import type { ChannelSplit } from './layerInput';
import type { LayerProblem } from './layerProblem';

/** A, the selected channels in the order they joined, with W_A. */
export class SelectedChannels {
  /** All channels, A first. */
  private readonly order: number[];
  private count = 0;
  /** Under "layer/kernel" W_A, [kh, kw, |A|, n]; under "layer/bias" the bias, [n]. */
  readonly weights: Map<string, tf.Tensor>;
  /** Where A stands; before a channel joins, the first one stands in. */
  split: ChannelSplit;
  readonly kernelKey: string;
  readonly biasKey: string;

  /** Before a channel joins, a zero kernel for the first one stands in for the empty one. */
  constructor(readonly problem: LayerProblem) {
    const { layer, warmStart, convolution } = problem;
    this.kernelKey = `${layer}/kernel`;
    this.biasKey = `${layer}/bias`;
    this.order = [...Array(convolution.channels).keys()];
    this.split = this.splitNow();
    this.weights = new Map<string, tf.Tensor>([
      [this.kernelKey, tf.tidy(() => tf.keep(tf.zerosLike(this.warmStart(0))))],
      [this.biasKey, tf.keep(tf.clone(warmStart.bias))],
    ]);
  }

  /** Adds channels, their weights those of the warm start. */
  join(joining: readonly number[]): void {
    if (joining.length === 0) return;
    const isFirst = this.count === 0;
    const kernel = tf.tidy(() => {
      const warm = joining.map((channel) => this.warmStart(channel));
      return tf.keep(tf.concat(isFirst ? warm : [this.kernel, ...warm], 2));
    });
    this.kernel.dispose();
    this.weights.set(this.kernelKey, kernel);
    for (const channel of joining) {
      const before = this.order.indexOf(channel);
      [this.order[this.count], this.order[before]] = [channel, this.order[this.count]!];
      this.count++;
    }
    this.split = this.splitNow();
  }

  get channels(): number[] {
    return this.order.slice(0, this.count);
  }

  /** Channels outside of A. */
  get open(): number[] {
    return this.order.slice(this.count);
  }

  get kernel(): tf.Tensor4D {
    return this.weights.get(this.kernelKey) as tf.Tensor4D;
  }

  get bias(): tf.Tensor {
    return this.weights.get(this.biasKey)!;
  }

  /** W_A among zeros: [kh, kw, c, n], and the bias; the caller owns them. */
  fullWeights(): { layer: string; kernel: tf.Tensor4D; bias: tf.Tensor } {
    const kernel = tf.tidy(() => {
      const zero = tf.zerosLike(this.warmStart(0));
      const places = Array.from({ length: this.order.length }, (_, channel) =>
        Math.min(this.order.indexOf(channel), this.count),
      );
      return tf.gather(tf.concat([this.kernel, zero], 2), tf.tensor1d(places, 'int32'), 2);
    });
    return { layer: this.problem.layer, kernel, bias: tf.clone(this.bias) };
  }

  dispose(): void {
    tf.dispose([...this.weights.values()]);
  }

  /** The fine-tuned kernel of one channel: [kh, kw, 1, n] */
  private warmStart(channel: number): tf.Tensor4D {
    return tf.slice(this.problem.warmStart.kernel, [0, 0, channel, 0], [-1, -1, 1, -1]);
  }

  private splitNow(): ChannelSplit {
    return { order: [...this.order], selected: Math.max(1, this.count), open: this.order.length - this.count };
  }
}
