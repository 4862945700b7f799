import * as tf from '@tensorflow/tfjs';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { customKernels, type KernelName } from '../customKernels';
import { batchMoments, batchNorm, batchNormGradient, channelSum } from './batchNorm';
import { manyTerms, maxPoolGradient, reluGradient } from './elementwise';
import { depthwiseFilterGradient, filterGradient } from './filterGradients';
import { movingAverage, nesterovStep } from './learning';

type Shape4D = [number, number, number, number];
type Call = Parameters<tf.KernelFunc>[0];
type Attributes = NonNullable<Call['attrs']>;

let registered = false;

/**
 * Gives the WebGPU backend gradients of kernels that many threads share, sums of more tensors than a shader can read, and in
 * one pass or two what would be dozens of small ones.
 */
export function registerWebgpuKernels(): void {
  if (registered) return;
  registered = true;
  replace(tf.AddN, (stock) => (call) => {
    const terms = Object.values(call.inputs).filter((term) => term !== undefined);
    return manyTerms(webgpu(call.backend), terms) ?? stock(call);
  });
  replace(tf.Conv2DBackpropFilter, (stock) => (call) => {
    const { x, dy } = call.inputs;
    const info = convolutionInfo(call, false);
    return info ? filterGradient(webgpu(call.backend), x!, dy!, info) : stock(call);
  });
  replace(tf.DepthwiseConv2dNativeBackpropFilter, (stock) => (call) => {
    const { x, dy } = call.inputs;
    const info = convolutionInfo(call, true);
    return info ? depthwiseFilterGradient(webgpu(call.backend), x!, dy!, info) : stock(call);
  });
  add('channelSum', (backend, { x }) => channelSum(backend, x!));
  add('batchMoments', (backend, { x }) => batchMoments(backend, x!));
  add('batchNorm', (backend, { x, gamma, beta, mean, variance }, { epsilon }) =>
    batchNorm(backend, x!, [gamma!, beta!, mean!, variance!], epsilon as number),
  );
  add('batchNormGradient', (backend, { dy, x, gamma, mean, variance }, { epsilon }) =>
    batchNormGradient(backend, dy!, x!, [gamma!, mean!, variance!], epsilon as number),
  );
  add('movingAverage', (backend, { average, value }, { momentum, correction }) =>
    movingAverage(backend, average!, value!, { momentum: momentum as number, correction: correction as number }),
  );
  add('nesterovStep', (backend, { weight, gradient, velocity }, { learningRate, momentum, weightDecay }) =>
    nesterovStep(backend, weight!, gradient!, velocity, {
      learningRate: learningRate as number,
      momentum: momentum as number,
      weightDecay: weightDecay as number,
    }),
  );
  add('reluGradient', (backend, { y, dy }) => reluGradient(backend, y!, dy!));
  add('maxPoolGradient', (backend, { x, y, dy }, { tile }) =>
    maxPoolGradient(backend, x!, y!, dy!, tile as [number, number]),
  );
}

/** Registers a kernel of Espalier's own. */
function add(
  name: KernelName,
  compute: (backend: WebGPUBackend, inputs: Call['inputs'], attributes: Attributes) => tf.TensorInfo | tf.TensorInfo[],
): void {
  tf.registerKernel({
    kernelName: customKernels[name],
    backendName: 'webgpu',
    kernelFunc: ({ inputs, attrs, backend }) => compute(webgpu(backend), inputs, attrs ?? {}),
  });
}

function replace(kernelName: string, withOwn: (stock: tf.KernelFunc) => tf.KernelFunc): void {
  const stock = tf.getKernel(kernelName, 'webgpu')?.kernelFunc;
  if (!stock) throw new Error(`the WebGPU backend has no ${kernelName}`);
  tf.unregisterKernel(kernelName, 'webgpu');
  tf.registerKernel({ kernelName, backendName: 'webgpu', kernelFunc: withOwn(stock) });
}

function webgpu(backend: Call['backend']): WebGPUBackend {
  if (!(backend instanceof WebGPUBackend)) throw new Error('a kernel of the WebGPU backend called on another');
  return backend;
}

function convolutionInfo({ inputs, attrs }: Call, depthwise: boolean): tf.backend_util.Conv2DInfo | undefined {
  const { strides, dilations = 1, pad, dimRoundingMode, dataFormat = 'NHWC', filterShape } = attrs ?? {};
  const info = tf.backend_util.computeConv2DInfo(
    inputs.x!.shape as Shape4D,
    filterShape as Shape4D,
    strides as number | [number, number],
    dilations as number | [number, number],
    pad as 'same' | 'valid' | number,
    dimRoundingMode as 'floor' | 'round' | 'ceil',
    depthwise,
  );
  return dataFormat === 'NHWC' && info.dilationHeight === 1 && info.dilationWidth === 1 ? info : undefined;
}
