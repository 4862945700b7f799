import * as tf from '@tensorflow/tfjs';

/** Kernels that Espalier adds to backends; where one is missing, its caller composes stock kernels. */
export const ownKernels = {
  channelSums: 'EspalierChannelSums',
  channelCombination: 'EspalierChannelCombination',
  maxPoolGradient: 'EspalierMaxPoolGradient',
} as const;

/** Runs an own kernel on the backend in use; undefined if the backend lacks it. */
export function runOwnKernel(
  name: keyof typeof ownKernels,
  inputs: tf.NamedTensorMap,
  attributes: tf.NamedAttrMap = {},
): tf.Tensor | undefined {
  if (!tf.getKernel(ownKernels[name], tf.getBackend())) return undefined;
  return tf.engine().runKernel<tf.Tensor>(ownKernels[name], inputs, attributes);
}
