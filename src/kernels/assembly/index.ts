/**
 * Kernels for TensorFlow.js's wasm backend in AssemblyScript, which work in place on the backend's own memory. Tensors
 * are NHWC float32, addresses in bytes. `npm run kernels` compiles them.
 */
export { channelAffine, channelCombination, channelSums } from './channels';
export { convolution, packKernel } from './convolution';
export { depthwiseFilterGradient, depthwiseInputGradient } from './depthwise';
export { filterGradient, sumParts } from './filterGradient';
export { imageChain } from './imageChain';
export { inputGradient } from './inputGradient';
export { jointLossGradient } from './jointLoss';
export { packLanes } from './lanes';
export { meanGradient, meanRelu, meanReluGradient } from './means';
export { maxPool, maxPoolGradient } from './pooling';
export { relu, reluGradient } from './relu';
export { nesterovStep } from './sgd';
export { winogradConvolution } from './winogradConvolution';
export { winogradFilterGradient } from './winogradFilterGradient';
export { winogradImageConvolution } from './winogradImageConvolution';
export { winogradImageFilterGradient } from './winogradImageFilterGradient';
export { winogradInput, winogradSwap } from './winogradInput';
export { winogradKernel, winogradKernelGradient } from './winogradKernel';
