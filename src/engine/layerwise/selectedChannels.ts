import * as tf from '@tensorflow/tfjs';
import type { FoundWeights } from './biasHome';
import type { ChannelSplit } from './layerInput';
import type { LayerProblem } from './layerProblem';

/** A, the selected channels in the order they joined, with W_A. */
export class SelectedChannels {
  /** All channels, A first. */
  private readonly order: number[];
  private count = 0;
  /** Under "layer/kernel" W_A, [kh, kw, |A|, n / G]; under "layer/bias" the bias, [n]. */
  readonly weights: Map<string, tf.Tensor>;
  /** Where A stands; before a channel joins, the first one stands in. */
  split: ChannelSplit;
  /** The same with all channels open, A among them. */
  wholeSplit: ChannelSplit;
  readonly kernelKey: string;
  readonly biasKey: string;

  /** Before a channel joins, a zero kernel for the first one stands in for the empty one. */
  constructor(readonly problem: LayerProblem) {
    const { layer, warmStart, convolution } = problem;
    this.kernelKey = `${layer}/kernel`;
    this.biasKey = `${layer}/bias`;
    this.order = [...Array(convolution.channels).keys()];
    this.split = this.splitNow();
    this.wholeSplit = wholeOf(this.split);
    this.weights = new Map<string, tf.Tensor>([
      [this.kernelKey, tf.tidy(() => tf.keep(tf.zerosLike(this.warmStart([0]))))],
      [this.biasKey, tf.keep(tf.clone(warmStart.bias))],
    ]);
  }

  /** Adds channels, their weights those of the warm start or zeros. */
  join(joining: readonly number[], start: 'warm' | 'zero'): void {
    if (joining.length === 0) return;
    const kernel = tf.tidy(() => {
      const warm = this.warmStart(joining);
      const joined = start === 'warm' ? warm : tf.zerosLike(warm);
      return this.isEmpty ? joined : tf.concat([this.kernel, joined], 2);
    });
    this.move(kernel);
    for (const channel of joining) {
      const before = this.order.indexOf(channel);
      [this.order[this.count], this.order[before]] = [channel, this.order[this.count]!];
      this.count++;
    }
    this.split = this.splitNow();
    this.wholeSplit = wholeOf(this.split);
  }

  /** Gives W_A, [kh, kw, |A|, n / G], and the bias, [n], other values, which are its own from now on. */
  move(kernel: tf.Tensor4D, bias?: tf.Tensor): void {
    this.kernel.dispose();
    this.weights.set(this.kernelKey, kernel);
    if (!bias) return;
    this.bias.dispose();
    this.weights.set(this.biasKey, bias);
  }

  get isEmpty(): boolean {
    return this.count === 0;
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

  /** W_A among zeros: [kh, kw, c, n / G], and the bias; the caller owns them. */
  fullWeights(): FoundWeights {
    const kernel = tf.tidy(() => {
      const zero = tf.zerosLike(this.warmStart([0]));
      const places = Array.from({ length: this.order.length }, (_, channel) =>
        Math.min(this.order.indexOf(channel), this.count),
      );
      return tf.gather(tf.concat([this.kernel, zero], 2), tf.tensor1d(places, 'int32'), 2);
    });
    const { layer, convolution } = this.problem;
    return { layer, convolution, kernel, bias: tf.clone(this.bias) };
  }

  dispose(): void {
    tf.dispose([...this.weights.values()]);
  }

  /** The fine-tuned kernels of some channels: [kh, kw, channels, n / G]. */
  warmStart(channels: readonly number[]): tf.Tensor4D {
    const { kernel } = this.problem.warmStart;
    return tf.concat(
      channels.map((channel) => tf.slice(kernel, [0, 0, channel, 0], [-1, -1, 1, -1])),
      2,
    );
  }

  private splitNow(): ChannelSplit {
    return { order: [...this.order], selected: Math.max(1, this.count), open: this.order.length - this.count };
  }
}

const wholeOf = (split: ChannelSplit): ChannelSplit => ({ ...split, open: split.order.length });
