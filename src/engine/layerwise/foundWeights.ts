import * as tf from '@tensorflow/tfjs';
import type { Convolution } from '../network/layers/convolutionForm';

/** W_A among zeros, [kh, kw, c, n], and the bias, [n], zeros where the layer has none and could get none. */
export interface FoundWeights {
  readonly kernel: tf.Tensor4D;
  readonly bias: tf.Tensor;
}

/**
 * A solution of a layer's normal equations as weights.
 *
 * @param features columns of Phi, as `Moments` has them
 * @param rows a weight for each of them and every filter, [features, n]
 */
export function weightsOfFeatures(
  { kernelSize, channels, filters }: Convolution,
  features: readonly number[],
  rows: Float32Array,
): FoundWeights {
  const taps = kernelSize[0] * kernelSize[1];
  const all = new Float32Array((1 + channels * taps) * filters);
  for (const [place, feature] of features.entries())
    all.set(rows.subarray(place * filters, (place + 1) * filters), feature * filters);
  return tf.tidy(() => ({
    kernel: tf.transpose(tf.tensor4d(all.subarray(filters), [channels, ...kernelSize, filters]), [1, 2, 0, 3]),
    bias: tf.tensor1d(all.subarray(0, filters)),
  }));
}
