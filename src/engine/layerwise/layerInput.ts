import type * as tf from '@tensorflow/tfjs';

/** All channels in an order of which A is the first `selected`, and those outside of A the last `open`. */
export interface ChannelSplit {
  readonly order: readonly number[];
  readonly selected: number;
  readonly open: number;
}

/** X of some samples, [N, h, w, c], which stays as it is while channels join A, seen through the convolution of the layer. */
export interface LayerInput {
  /** Moves A to where it stands in a split, which stays as it is. */
  select(split: ChannelSplit): void;
  /** Eq 1 with a bias, [N, h', w', n]: kernel [kh, kw, |A|, n / G], bias [n]. */
  output(kernel: tf.Tensor4D, bias: tf.Tensor): tf.Tensor4D;
  /** A loss's gradient for W_A, [kh, kw, |A|, n / G], from that for O, [N, h', w', n]. */
  selectedGradient(outputGradient: tf.Tensor4D): tf.Tensor4D;
  /**
   * Adds the gradient for the kernels of the channels outside of A to a sum over samples, which has a form of the input's
   * own and may share its memory with what comes back.
   *
   * @param sum absent for the first
   */
  addOpenGradient(outputGradient: tf.Tensor4D, sum: tf.Tensor | undefined): tf.Tensor;
  dispose(): void;
}

/** A form of inputs, one for all samples of a layer. */
export interface InputForm {
  /** @param x [N, h, w, c], from now on the input's own */
  of(x: tf.Tensor4D): LayerInput;
  /** What a sum of gradients for the kernels of the channels outside of A is: [kh, kw, c - |A|, n / G]. */
  openGradient(sum: tf.Tensor, split: ChannelSplit): tf.Tensor4D;
}
