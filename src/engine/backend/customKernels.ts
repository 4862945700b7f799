import * as tf from '@tensorflow/tfjs';

/** Kernels that Espalier adds to backends; where one is missing, its caller composes stock kernels. */
export const customKernels = {
  channelAffine: 'EspalierChannelAffine',
  channelSum: 'EspalierChannelSum',
  batchMoments: 'EspalierBatchMoments',
  batchNorm: 'EspalierBatchNorm',
  batchNormGradient: 'EspalierBatchNormGradient',
  movingAverage: 'EspalierMovingAverage',
  maxPool: 'EspalierMaxPool',
  maxPoolGradient: 'EspalierMaxPoolGradient',
  meanGradient: 'EspalierMeanGradient',
  relu: 'EspalierRelu',
  reluGradient: 'EspalierReluGradient',
  imageChain: 'EspalierImageChain',
  jointLossGradient: 'EspalierJointLossGradient',
  meanRelu: 'EspalierMeanRelu',
  meanReluGradient: 'EspalierMeanReluGradient',
  crossEntropy: 'EspalierCrossEntropy',
  nesterovStep: 'EspalierNesterovStep',
  winogradInput: 'EspalierWinogradInput',
  winogradSwap: 'EspalierWinogradSwap',
  winogradConvolution: 'EspalierWinogradConvolution',
  winogradFilterGradient: 'EspalierWinogradFilterGradient',
  winogradKernelGradient: 'EspalierWinogradKernelGradient',
} as const;

/** What a step of SGD with Nesterov momentum multiplies by. */
export interface NesterovRates {
  learningRate: number;
  momentum: number;
  weightDecay: number;
}

export type KernelName = keyof typeof customKernels;

export const hasCustomKernel = (name: KernelName): boolean =>
  tf.getKernel(customKernels[name], tf.getBackend()) != null;

/** Runs an own kernel, which the backend in use has. */
export function mustRunCustomKernel<Result extends tf.Tensor | tf.Tensor[]>(
  name: KernelName,
  inputs: tf.NamedTensorMap,
  attributes: tf.NamedAttrMap = {},
): Result {
  return tf.engine().runKernel<Result>(customKernels[name], inputs, attributes);
}

/** Runs an own kernel on the backend in use; undefined if the backend lacks it. */
export function runCustomKernel<Result extends tf.Tensor | tf.Tensor[] = tf.Tensor>(
  name: KernelName,
  inputs: tf.NamedTensorMap,
  attributes: tf.NamedAttrMap = {},
): Result | undefined {
  return hasCustomKernel(name) ? mustRunCustomKernel<Result>(name, inputs, attributes) : undefined;
}
