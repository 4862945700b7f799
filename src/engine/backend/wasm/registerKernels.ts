import * as tf from '@tensorflow/tfjs';
import { depthwiseFilterGradient, depthwiseInputGradient } from './depthwiseGradients';
import type { ConvGeometry, SimdKernels } from './simdKernels';

type KernelInputs = Parameters<tf.KernelFunc>[0]['inputs'];
type KernelAttrs = NonNullable<Parameters<tf.KernelFunc>[0]['attrs']>;

/** Gives the wasm backend the convolution gradients that it lacks, and a faster one for the input gradient it has. */
export function registerWasmGradientKernels(simd: SimdKernels): void {
  const kernels: Record<string, (inputs: KernelInputs, attrs: KernelAttrs) => tf.TensorInfo> = {
    Conv2DBackpropInput: (inputs, attrs) => {
      const dy = view(inputs, 'dy');
      const filter = view(inputs, 'filter');
      const inputShape = attrs.inputShape as Shape4D;
      const turned = tf.tidy(() => tf.transpose(filter, [0, 3, 1, 2]));
      const gradient = simd.inputGradient(dy, turned, inputShape, geometryOf(attrs, inputShape, filter.shape, false));
      turned.dispose();
      return gradient;
    },
    Conv2DBackpropFilter: (inputs, attrs) => {
      const x = view(inputs, 'x');
      const filterShape = attrs.filterShape as Shape4D;
      return simd.filterGradient(x, view(inputs, 'dy'), geometryOf(attrs, x.shape, filterShape, false));
    },
    DepthwiseConv2dNativeBackpropInput: (inputs, attrs) => {
      const filter = view(inputs, 'filter');
      const inputShape = attrs.inputShape as Shape4D;
      const geometry = geometryOf(attrs, inputShape, filter.shape, true);
      return depthwiseInputGradient(view(inputs, 'dy'), filter, inputShape, geometry);
    },
    DepthwiseConv2dNativeBackpropFilter: (inputs, attrs) => {
      const x = view(inputs, 'x');
      const filterShape = attrs.filterShape as Shape4D;
      const geometry = geometryOf(attrs, x.shape, filterShape, true);
      return depthwiseFilterGradient(x, view(inputs, 'dy'), filterShape[3], geometry);
    },
  };
  for (const [kernelName, gradient] of Object.entries(kernels)) {
    if (tf.getKernel(kernelName, 'wasm')) tf.unregisterKernel(kernelName, 'wasm');
    tf.registerKernel({
      kernelName,
      backendName: 'wasm',
      kernelFunc: ({ inputs, attrs }) => gradient(inputs, attrs ?? {}),
    });
  }
}

type Shape4D = [number, number, number, number];

function view(inputs: KernelInputs, name: string): tf.Tensor4D {
  const input = inputs[name];
  if (!(input instanceof tf.Tensor)) throw new Error(`convolution gradient called without its input tensor "${name}"`);
  return input as tf.Tensor4D;
}

function geometryOf(attrs: KernelAttrs, inputShape: Shape4D, filterShape: Shape4D, depthwise: boolean): ConvGeometry {
  const dilations = (attrs.dilations ?? 1) as number | [number, number];
  const info = tf.backend_util.computeConv2DInfo(
    inputShape,
    filterShape,
    attrs.strides as number | [number, number],
    dilations,
    attrs.pad as 'same' | 'valid' | number,
    attrs.dimRoundingMode as 'floor' | 'round' | 'ceil',
    depthwise,
  );
  if (info.dilationHeight > 1 || info.dilationWidth > 1)
    throw new Error('training a dilated convolution is not supported on the wasm backend; choose webgpu or cpu');
  return {
    stride: [info.strideHeight, info.strideWidth],
    padBefore: [info.padInfo.top, info.padInfo.left],
    kernel: [info.filterHeight, info.filterWidth],
  };
}
