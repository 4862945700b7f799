import * as tf from '@tensorflow/tfjs';
import type { LayerProblem } from './layerProblem';

/** A, the selected channels in the order they joined, with W_A and the batches' inputs cut down to them. */
export class SelectedChannels {
  readonly channels: number[] = [];
  /** Under "layer/kernel" W_A, [kh, kw, |A|, n]; under "layer/bias" the bias, [n]. */
  readonly weights: Map<string, tf.Tensor>;
  readonly kernelKey: string;
  readonly biasKey: string;
  /** One a batch: [N, h, w, |A|] */
  inputs: tf.Tensor4D[];

  /** Before a channel joins, the zero kernel over all channels stands in for the empty one. */
  constructor(readonly problem: LayerProblem) {
    const { layer, warmStart, batches } = problem;
    this.kernelKey = `${layer}/kernel`;
    this.biasKey = `${layer}/bias`;
    this.weights = new Map<string, tf.Tensor>([
      [this.kernelKey, tf.keep(tf.zerosLike(warmStart.kernel))],
      [this.biasKey, tf.keep(tf.clone(warmStart.bias))],
    ]);
    this.inputs = batches.map(({ input }) => tf.clone(input));
  }

  /** Adds channels, their weights those of the warm start. */
  join(joining: readonly number[]): void {
    if (joining.length === 0) return;
    const isFirst = this.channels.length === 0;
    const kernel = tf.tidy(() => {
      const warm = joining.map((channel) =>
        tf.slice(this.problem.warmStart.kernel, [0, 0, channel, 0], [-1, -1, 1, -1]),
      );
      return tf.keep(tf.concat(isFirst ? warm : [this.kernel, ...warm], 2));
    });
    this.kernel.dispose();
    this.weights.set(this.kernelKey, kernel);
    this.channels.push(...joining);
    tf.dispose(this.inputs);
    this.inputs = this.problem.batches.map(({ input }) => tf.tidy(() => pick(input, this.channels)));
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
      const zero = tf.zerosLike(tf.slice(this.kernel, [0, 0, 0, 0], [-1, -1, 1, -1]));
      const places = Array.from({ length: this.problem.convolution.channels }, (_, channel) => {
        const place = this.channels.indexOf(channel);
        return place < 0 ? this.channels.length : place;
      });
      return tf.gather(tf.concat([this.kernel, zero], 2), tf.tensor1d(places, 'int32'), 2);
    });
    return { layer: this.problem.layer, kernel, bias: tf.clone(this.bias) };
  }

  dispose(): void {
    tf.dispose([...this.weights.values(), ...this.inputs]);
  }
}

/** Some channels of an input, by a 1x1 convolution: on wasm many times faster than a gather. */
function pick(input: tf.Tensor4D, channels: readonly number[]): tf.Tensor4D {
  const depth = input.shape[3];
  const flags = tf.cast(tf.oneHot(tf.tensor1d([...channels], 'int32'), depth), 'float32');
  return tf.conv2d(input, tf.reshape<tf.Rank.R4>(tf.transpose(flags), [1, 1, depth, channels.length]), 1, 'valid');
}
