import * as tf from '@tensorflow/tfjs';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { customKernels } from '../customKernels';
import type { NesterovRates } from '../wasm/learning';
import { batchMoments, batchNorm, batchNormGradient, channelSum } from './batchNorm';
import { maxPoolGradient, reluGradient } from './elementwise';
import { depthwiseFilterGradient, filterGradient } from './filterGradients';
import { movingAverage, nesterovStep } from './learning';

type Shape4D = [number, number, number, number];

type Attributes = Parameters<tf.KernelFunc>[0]['attrs'];
type Inputs = Readonly<Record<string, tf.TensorInfo>>;

let registered = false;

/**
 * Gives the WebGPU backend gradients of kernels that many threads share, sums of more tensors than a shader can read, and in
 * one pass or two what would be dozens of small ones.
 */
export function registerWebgpuKernels(): void {
  if (registered) return;
  registered = true;
  replace(tf.AddN, (stock) => (call) => addN(stock, call));
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
  add('batchNorm', (backend, { x, gamma, beta, mean, variance }, attributes) =>
    batchNorm(backend, x!, [gamma!, beta!, mean!, variance!], attributes?.epsilon as number),
  );
  add('batchNormGradient', (backend, { dy, x, gamma, mean, variance }, attributes) =>
    batchNormGradient(backend, dy!, x!, [gamma!, mean!, variance!], attributes?.epsilon as number),
  );
  add('movingAverage', (backend, { average, value }, attributes) =>
    movingAverage(backend, average!, value!, attributes as { momentum: number; correction: number }),
  );
  add('nesterovStep', (backend, { weight, gradient, velocity }, attributes) =>
    nesterovStep(backend, weight!, gradient!, velocity, attributes as unknown as NesterovRates),
  );
  add('reluGradient', (backend, { y, dy }) => reluGradient(backend, y!, dy!));
  add('maxPoolGradient', (backend, { x, y, dy }, attributes) =>
    maxPoolGradient(backend, x!, y!, dy!, attributes?.tile as [number, number]),
  );
}

/** Registers a kernel of Espalier's own. */
function add(
  name: keyof typeof customKernels,
  compute: (backend: WebGPUBackend, inputs: Inputs, attributes: Attributes) => tf.TensorInfo | tf.TensorInfo[],
): void {
  tf.registerKernel({
    kernelName: customKernels[name],
    backendName: 'webgpu',
    kernelFunc: ({ inputs, attrs, backend }) => compute(webgpu(backend), inputs as Inputs, attrs),
  });
}

type Call = Parameters<tf.KernelFunc>[0];

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

/** A shader reads so many buffers at most, its result among them. */
function addN(stock: tf.KernelFunc, call: Call): tf.TensorInfo | tf.TensorInfo[] {
  const backend = webgpu(call.backend);
  const terms = Object.values(call.inputs) as tf.TensorInfo[];
  const most = backend.device.limits.maxStorageBuffersPerShaderStage - 1;
  if (terms.length <= most) return stock(call);
  const sumOf = (some: tf.TensorInfo[]) =>
    stock({ ...call, inputs: some as unknown as Call['inputs'] }) as tf.TensorInfo;
  let sum = sumOf(terms.slice(0, most));
  for (let next = most; next < terms.length; next += most - 1) {
    const longer = sumOf([sum, ...terms.slice(next, next + most - 1)]);
    backend.disposeData(sum.dataId);
    sum = longer;
  }
  return sum;
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
