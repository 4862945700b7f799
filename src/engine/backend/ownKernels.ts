import * as tf from '@tensorflow/tfjs';

/** Kernels that Espalier adds to backends; where one is missing, its caller composes stock kernels. */
export const ownKernels = {
  channelSums: 'EspalierChannelSums',
  channelCombination: 'EspalierChannelCombination',
  maxPoolGradient: 'EspalierMaxPoolGradient',
  jointSlope: 'EspalierJointSlope',
  meanRelu: 'EspalierMeanRelu',
  meanReluGradient: 'EspalierMeanReluGradient',
} as const;

/** Runs an own kernel on the backend in use; undefined if the backend lacks it. */
export function runOwnKernel<Result extends tf.Tensor | tf.Tensor[] = tf.Tensor>(
  name: keyof typeof ownKernels,
  inputs: tf.NamedTensorMap,
  attributes: tf.NamedAttrMap = {},
): Result | undefined {
  if (!tf.getKernel(ownKernels[name], tf.getBackend())) return undefined;
  return tf.engine().runKernel<Result>(ownKernels[name], inputs, attributes);
}
