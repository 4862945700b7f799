import * as tf from '@tensorflow/tfjs';
import type { ConvolutionForm } from '../network/layers/convolutionForm';
import type { FoundWeights } from './biasHome';

/**
 * A solution of a layer's normal equations as weights.
 *
 * @param features columns of Phi, as `Moments` has them
 * @param rows a weight for each of them and every filter of its block, [features, n / G]
 */
export function weightsOfFeatures(
  layer: string,
  convolution: ConvolutionForm,
  features: readonly number[],
  rows: Float32Array,
): FoundWeights {
  const { kernelSize, channels, blocks } = convolution;
  const filters = convolution.filters / blocks;
  const taps = kernelSize[0] * kernelSize[1];
  const all = new Float32Array((blocks + channels * taps) * filters);
  for (const [place, feature] of features.entries())
    all.set(rows.subarray(place * filters, (place + 1) * filters), feature * filters);
  const weights = tf.tidy(() => ({
    kernel: tf.transpose(tf.tensor4d(all.subarray(blocks * filters), [channels, ...kernelSize, filters]), [1, 2, 0, 3]),
    bias: tf.tensor1d(all.subarray(0, blocks * filters)),
  }));
  return { layer, convolution, ...weights };
}
