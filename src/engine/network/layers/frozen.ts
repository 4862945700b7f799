import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { runCustomKernel } from '../../backend/customKernels';
import { fusedActivations } from '../../backend/wasm/convolutions';
import { asImages, channelAffine } from './channelAffine';
import { conv2d, conv2dSchema } from './conv2d';
import { depthwiseConv2d, depthwiseSchema } from './convolutions';
import { channelsOf, defineLayer, type LayerKind, singleInput } from './kind';

export const fusedActivation = z.enum(fusedActivations);

export type FusedActivation = z.infer<typeof fusedActivation>;

/** Classes that only folding makes: weights take no gradient, and a ReLU (or ReLU6) is part of the kernel. */
export const frozenClasses = {
  conv2d: 'FrozenConv2D',
  depthwise: 'FrozenDepthwiseConv2D',
  affine: 'FrozenAffine',
  meanRelu: 'FrozenMeanRelu',
  chain: 'FrozenChain',
} as const;

type FrozenConfig = { strides: [number, number]; padding: 'same' | 'valid'; activation: FusedActivation };

/** A convolution with bias, differentiable in its input alone, by the kernels that compute it and its gradient. */
const frozenConvolution =
  (kernel: string, forward: string, backward: string): LayerKind<FrozenConfig>['apply'] =>
  ({ config: { strides, padding: pad, activation }, inputs: [x], weight }) => {
    const filter = weight(kernel);
    const attributes = { strides, pad, dataFormat: 'NHWC', dilations: 1 };
    return withInputGradient(
      x as tf.Tensor4D,
      activation,
      (input) =>
        tf.engine().runKernel(forward, { x: input, filter, bias: weight('bias') }, { ...attributes, activation }),
      (dy, inputShape) => tf.engine().runKernel(backward, { dy, filter }, { ...attributes, inputShape }),
    );
  };

/** The configuration as its own kind reads it, which knows no activation. */
const plain = <Config extends object>(config: Config) => ({ ...config, activation: null });

export const frozenConv2d = defineLayer({
  schema: conv2dSchema.omit({ activation: true }).extend({ activation: fusedActivation }),
  channelFlow: 'mix',
  weightAxes: conv2d.weightAxes,
  outputShape: (config, inputs) => conv2d.outputShape(plain(config), inputs),
  weightShapes: (config, inputs) => conv2d.weightShapes(plain(config), inputs),
  apply: frozenConvolution('kernel', tf.FusedConv2D, tf.Conv2DBackpropInput),
});

export const frozenDepthwise = defineLayer({
  schema: depthwiseSchema.omit({ activation: true }).extend({ activation: fusedActivation }),
  channelFlow: 'spread',
  weightAxes: depthwiseConv2d.weightAxes,
  outputShape: (config, inputs) => depthwiseConv2d.outputShape(plain(config), inputs),
  weightShapes: (config, inputs) => depthwiseConv2d.weightShapes(plain(config), inputs),
  apply: frozenConvolution('depthwise_kernel', tf.FusedDepthwiseConv2D, tf.DepthwiseConv2dNativeBackpropInput),
});

/** scale_c x + shift_c, as a 1x1 depthwise convolution. Differentiable in its input alone. */
export const frozenAffine = defineLayer({
  weightAxes: { scale: { output: 0 }, shift: { output: 0 } },
  schema: z.object({ activation: fusedActivation }),
  weightShapes: (_, inputs) => {
    const shape = [channelsOf(singleInput(inputs))];
    return { scale: shape, shift: shape };
  },
  apply: ({ config: { activation }, inputs: [x], weight }) => {
    const filter = tf.reshape(weight('scale'), [1, 1, -1, 1]);
    const attributes = { strides: 1, pad: 'valid', dataFormat: 'NHWC', dilations: 1 };
    const affine = withInputGradient(
      asImages(x!),
      activation,
      (input) =>
        tf
          .engine()
          .runKernel(
            tf.FusedDepthwiseConv2D,
            { x: input, filter, bias: weight('shift') },
            { ...attributes, activation },
          ),
      (dy) => tf.engine().runKernel(tf.DepthwiseConv2dNative, { x: dy, filter }, attributes),
    );
    return tf.reshape(affine, x!.shape);
  },
});

/** Means over positions of ReLU(scale_c x + shift_c), [N, h, w, C] to [N, C]: the end of an auxiliary head. */
export const frozenMeanRelu = defineLayer({
  weightAxes: { factors: { output: 1 } },
  schema: z.object({}),
  outputShape: (_, inputs) => [singleInput(inputs)[0] ?? -1, channelsOf(singleInput(inputs))],
  weightShapes: (_, inputs) => ({ factors: [2, channelsOf(singleInput(inputs))] }),
  apply: ({ inputs: [x], weight }) => meanRelu(x as tf.Tensor4D, weight('factors')),
});

/** @param factors scale and shift: [2, C] */
function meanRelu(x: tf.Tensor4D, factors: tf.Tensor): tf.Tensor {
  return tf.customGrad((...args: Array<tf.Tensor | tf.GradSaveFunc>) => {
    const [image, save] = args as [tf.Tensor4D, tf.GradSaveFunc];
    save([image]);
    const value =
      runCustomKernel('meanRelu', { x: image, factors }) ?? tf.mean(tf.relu(affine(image, factors)), [1, 2]);
    const gradFunc = (dy: tf.Tensor, [from]: tf.Tensor[]) =>
      runCustomKernel('meanReluGradient', { x: from!, factors, dy }) ??
      meanReluGradient(from as tf.Tensor4D, factors, dy);
    return { value, gradFunc };
  })(x);
}

function meanReluGradient(x: tf.Tensor4D, factors: tf.Tensor, dy: tf.Tensor): tf.Tensor {
  const [batch, height, width, channels] = x.shape;
  const [scale] = tf.unstack(factors);
  const share = tf.reshape(tf.div(tf.mul(dy, scale!), height * width), [batch, 1, 1, channels]);
  return tf.mul(tf.step(affine(x, factors)), share);
}

function affine(x: tf.Tensor4D, factors: tf.Tensor): tf.Tensor4D {
  const [scale, shift] = tf.unstack(factors);
  return channelAffine(x, scale!, shift!);
}

function activationGradient(activation: FusedActivation, dy: tf.Tensor, y: tf.Tensor): tf.Tensor {
  if (activation === 'linear') return dy;
  const rising = runCustomKernel('reluGradient', { y, dy }) ?? tf.mul(dy, tf.step(y));
  return activation === 'relu' ? rising : tf.mul(rising, tf.step(tf.sub(6, y)));
}

type KernelResult = tf.Tensor | tf.Tensor[];

function withInputGradient(
  x: tf.Tensor4D,
  activation: FusedActivation,
  forward: (x: tf.Tensor) => KernelResult,
  backward: (dy: tf.Tensor, inputShape: number[]) => KernelResult,
): tf.Tensor {
  return tf.customGrad((...args: Array<tf.Tensor | tf.GradSaveFunc>) => {
    const [input, save] = args as [tf.Tensor, tf.GradSaveFunc];
    const value = forward(input) as tf.Tensor;
    save([value]);
    const gradFunc = (dy: tf.Tensor, [output]: tf.Tensor[]) => {
      return backward(activationGradient(activation, dy, output!), x.shape) as tf.Tensor;
    };
    return { value, gradFunc };
  })(x);
}
