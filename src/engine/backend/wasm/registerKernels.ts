import * as tf from '@tensorflow/tfjs';
import { InputError } from '../../errors';
import { customKernels } from '../customKernels';
import * as batchNorms from './batchNorm';
import * as convolutions from './convolutions';
import * as elementwise from './elementwise';
import { type ConvGeometry, geometryOf } from './geometry';
import { type ChainStep, imageChain } from './imageChain';
import type { KernelMemory } from './kernelMemory';
import * as learning from './learning';
import * as winograd from './winograd';
import * as winogradImages from './winogradImages';
import { suitsWinograd } from './winogradImages';

type KernelInputs = Parameters<tf.KernelFunc>[0]['inputs'];
type KernelAttrs = NonNullable<Parameters<tf.KernelFunc>[0]['attrs']>;

type StockKernel = (inputs: KernelInputs, attrs: KernelAttrs) => tf.TensorInfo | tf.TensorInfo[];

/** Gives the wasm backend the convolution gradients that it lacks, and faster convolutions than those it has. */
export function registerWasmKernels(memory: KernelMemory): void {
  const kernels: Record<string, StockKernel> = {
    Conv2D: convolutionKernel(memory, stockKernel(tf.Conv2D)),
    FusedConv2D: convolutionKernel(memory, stockKernel(tf.FusedConv2D)),
    Conv2DBackpropInput: (inputs, attrs) => {
      const filter = view(inputs, 'filter');
      const inputShape = attrs.inputShape as Shape4D;
      const geometry = gradientGeometry(attrs, inputShape, filter.shape, false);
      return inputGradient(memory, view(inputs, 'dy'), filter, inputShape, geometry);
    },
    Conv2DBackpropFilter: (inputs, attrs) => {
      const x = view(inputs, 'x');
      const dy = view(inputs, 'dy');
      const geometry = gradientGeometry(attrs, x.shape, attrs.filterShape as Shape4D, false);
      if (!suitsWinograd(geometry, x.shape[3], dy.shape)) return convolutions.filterGradient(memory, x, dy, geometry);
      return winogradImages.imageFilterGradient(memory, x, dy, geometry.padBefore);
    },
    [tf.BatchMatMul]: matMulKernel(memory, stockKernel(tf.BatchMatMul)),
    [tf.Identity]: ({ x }) => memory.share(x!),
    [customKernels.channelAffine]: ({ x, scale, shift }) => elementwise.channelAffine(memory, x!, scale!, shift!),
    [customKernels.batchMoments]: ({ x }) => batchNorms.batchMoments(memory, x!),
    [customKernels.batchNorm]: ({ x, gamma, beta, mean, variance }, { epsilon }) =>
      batchNorms.batchNorm(memory, x!, [gamma!, beta!, mean!, variance!], epsilon as number),
    [customKernels.batchNormGradient]: ({ dy, x, gamma, mean, variance }, { epsilon }) =>
      batchNorms.batchNormGradient(memory, dy!, x!, [gamma!, mean!, variance!], epsilon as number),
    [customKernels.movingAverage]: ({ average, value }, { momentum, correction }) =>
      batchNorms.movingAverage(memory, average!, value!, {
        momentum: momentum as number,
        correction: correction as number,
      }),
    [customKernels.imageChain]: ({ x, ...weights }, { steps, outShape }) =>
      imageChain(memory, x!, steps as ChainStep[], weights, outShape as number[]),
    [customKernels.jointLossGradient]: ({ output, baseline, gradient, factors }) =>
      elementwise.jointLossGradient(memory, output!, baseline!, gradient!, factors!),
    [customKernels.meanRelu]: ({ x, factors }) => elementwise.meanRelu(memory, x!, factors!),
    [customKernels.meanReluGradient]: ({ x, factors, dy }) => elementwise.meanReluGradient(memory, x!, factors!, dy!),
    [customKernels.winogradInput]: ({ x }, { outSize, padBefore }) =>
      winograd.winogradInput(memory, x!, outSize as [number, number], padBefore as [number, number]),
    [customKernels.winogradSwap]: ({ tiles }, { channels }) =>
      winograd.winogradSwap(memory, tiles!, channels as [number, number]),
    [customKernels.winogradConvolution]: ({ tiles, kernel, bias }, { outShape }) =>
      winograd.winogradConvolution(memory, tiles!, kernel!, bias!, outShape as Shape4D),
    [customKernels.winogradFilterGradient]: ({ tiles, dy, sum }, { first, count }) =>
      winograd.winogradFilterGradient(memory, tiles!, dy!, sum, { first: first as number, count: count as number }),
    [customKernels.winogradKernelGradient]: ({ gradient }, { shape }) =>
      winograd.winogradKernelGradient(memory, gradient!, shape as [number, number]),
    [customKernels.crossEntropy]: ({ logits, labels }) => learning.crossEntropy(memory, logits!, labels!),
    [customKernels.nesterovStep]: ({ weight, gradient, velocity }, { learningRate, momentum, weightDecay }) =>
      learning.nesterovStep(memory, weight!, gradient!, velocity, {
        learningRate: learningRate as number,
        momentum: momentum as number,
        weightDecay: weightDecay as number,
      }),
    [customKernels.meanGradient]: ({ dy }, { shape }) => elementwise.meanGradient(memory, dy!, shape as Shape4D),
    [customKernels.relu]: ({ x }) => elementwise.relu(memory, x!),
    [customKernels.reluGradient]: ({ y, dy }) => elementwise.reluGradient(memory, y!, dy!),
    [customKernels.maxPool]: ({ x }, { tile }) => elementwise.maxPool(memory, x!, tile as [number, number]),
    [customKernels.maxPoolGradient]: ({ x, y, dy }, { tile }) =>
      elementwise.maxPoolGradient(memory, x!, y!, dy!, tile as [number, number]),
    DepthwiseConv2dNativeBackpropInput: (inputs, attrs) => {
      const filter = view(inputs, 'filter');
      const inputShape = attrs.inputShape as Shape4D;
      const geometry = gradientGeometry(attrs, inputShape, filter.shape, true);
      return convolutions.depthwiseInputGradient(memory, view(inputs, 'dy'), filter, inputShape, geometry);
    },
    DepthwiseConv2dNativeBackpropFilter: (inputs, attrs) => {
      const x = view(inputs, 'x');
      const filterShape = attrs.filterShape as Shape4D;
      const geometry = gradientGeometry(attrs, x.shape, filterShape, true);
      return convolutions.depthwiseFilterGradient(memory, x, view(inputs, 'dy'), geometry);
    },
  };
  for (const [kernelName, compute] of Object.entries(kernels)) {
    if (tf.getKernel(kernelName, 'wasm')) tf.unregisterKernel(kernelName, 'wasm');
    tf.registerKernel({
      kernelName,
      backendName: 'wasm',
      kernelFunc: ({ inputs, attrs }) => compute(inputs, attrs ?? {}),
    });
  }
}

function stockKernel(name: string): StockKernel {
  const stock = tf.getKernel(name, 'wasm')?.kernelFunc;
  if (!stock) throw new Error(`the wasm backend has no ${name}`);
  return (inputs, attrs) => stock({ inputs, attrs, backend: tf.backend() });
}

/** Espalier's convolution where it can, else the stock one: dilations, and activations that are not fused. */
function convolutionKernel(memory: KernelMemory, stock: StockKernel): StockKernel {
  return (inputs, attrs) => {
    const { x, filter, bias, preluActivationWeights } = inputs;
    const { activation = 'linear' } = attrs;
    const info = convolutionInfo(attrs, x!.shape as Shape4D, filter!.shape as Shape4D, false);
    const isDilated = info.dilationHeight > 1 || info.dilationWidth > 1;
    if (isDilated || !isFused(activation) || preluActivationWeights || attrs.dataFormat === 'NCHW')
      return stock(inputs, attrs);
    const geometry = geometryOf(info);
    if (!suitsWinograd(geometry, info.inChannels, info.outShape))
      return convolutions.convolution(memory, x!, filter!, bias, activation, info.outShape, geometry);
    return winogradImages.imageConvolution(memory, x!, filter!, bias, activation, info.outShape, geometry.padBefore);
  };
}

/** A convolution's gradient for its input: where that suits, a convolution by the kernel turned by 180 degrees. */
function inputGradient(
  memory: KernelMemory,
  dy: tf.Tensor4D,
  filter: tf.Tensor4D,
  inputShape: Shape4D,
  geometry: ConvGeometry,
): tf.TensorInfo {
  const isWinograd = suitsWinograd(geometry, dy.shape[3], inputShape);
  const transposed = tf.tidy(() => tf.transpose(filter, isWinograd ? [0, 1, 3, 2] : [0, 3, 1, 2]));
  const [top, left] = geometry.padBefore;
  const gradient = isWinograd
    ? winogradImages.imageConvolution(
        memory,
        dy,
        transposed,
        undefined,
        'linear',
        inputShape,
        [2 - top, 2 - left],
        true,
      )
    : convolutions.inputGradient(memory, dy, transposed, inputShape, geometry);
  transposed.dispose();
  return gradient;
}

/** Espalier's product of two matrices where one is transposed, which the stock kernel does number by number. */
function matMulKernel(memory: KernelMemory, stock: StockKernel): StockKernel {
  return (inputs, attrs) => {
    const [a, b] = [view<tf.Rank>(inputs, 'a'), view<tf.Rank>(inputs, 'b')];
    const areMatrices = [a, b].every(({ rank, dtype }) => rank === 2 && dtype === 'float32');
    if (!areMatrices || attrs.transposeA === attrs.transposeB) return stock(inputs, attrs);
    if (attrs.transposeA) return convolutions.transposedMatMul(memory, a, b);
    const transposed = tf.tidy(() => tf.transpose(b));
    const product = convolutions.matMul(memory, a, transposed);
    transposed.dispose();
    return product;
  };
}

const isFused = (activation: unknown): activation is convolutions.FusedActivation =>
  convolutions.fusedActivations.some((name) => name === activation);

type Shape4D = [number, number, number, number];

function view<Rank extends tf.Rank = tf.Rank.R4>(inputs: KernelInputs, name: string): tf.Tensor<Rank> {
  const input = inputs[name];
  if (!(input instanceof tf.Tensor)) throw new Error(`kernel called without its input tensor "${name}"`);
  return input as tf.Tensor<Rank>;
}

function convolutionInfo(attrs: KernelAttrs, inputShape: Shape4D, filterShape: Shape4D, depthwise: boolean) {
  return tf.backend_util.computeConv2DInfo(
    inputShape,
    filterShape,
    attrs.strides as number | [number, number],
    (attrs.dilations ?? 1) as number | [number, number],
    attrs.pad as 'same' | 'valid' | number,
    attrs.dimRoundingMode as 'floor' | 'round' | 'ceil',
    depthwise,
  );
}

function gradientGeometry(
  attrs: KernelAttrs,
  inputShape: Shape4D,
  filterShape: Shape4D,
  depthwise: boolean,
): ConvGeometry {
  const info = convolutionInfo(attrs, inputShape, filterShape, depthwise);
  if (info.dilationHeight > 1 || info.dilationWidth > 1) throw new InputError('backend.dilated');
  return geometryOf(info);
}
