import * as tf from '@tensorflow/tfjs';
import type { Random } from '../random';
import { splitActivations } from './activationLayers';
import { kindOf } from './layers';
import { cloneNetwork, filled, isKernel, type Layer, type Network, replaceWeight, type Shape } from './network';
import { inputShapes, ofThisLayer, outputShapes } from './shapes';

/** Shapes of all weights of the layers, keyed "layer/weight", in layer order. */
export function weightShapes(layers: readonly Layer[]): Map<string, number[]> {
  const shapes = outputShapes({ layers });
  const weights = new Map<string, number[]>();
  for (const layer of layers) {
    if (layer.shares !== undefined) continue;
    const ofLayer = ofThisLayer(layer, () =>
      kindOf(layer).weightShapes(layer.config, inputShapes(layer.inputs, shapes)),
    );
    for (const [name, shape] of Object.entries(ofLayer)) weights.set(`${layer.name}/${name}`, shape);
  }
  return weights;
}

/** Weights a network starts training from: He-normal kernels, batch norms that change nothing, zero biases. */
export function initialWeights(layers: readonly Layer[], random: Random): Map<string, tf.Tensor> {
  const weights = new Map<string, tf.Tensor>();
  for (const [key, shape] of weightShapes(layers)) {
    const value = isKernel(key)
      ? heNormal(shape, key.endsWith('/depthwise_kernel') ? 2 : shape.length - 1, random)
      : /(gamma|variance)$/.test(key)
        ? tf.ones(shape)
        : tf.zeros(shape);
    weights.set(key, tf.keep(value));
  }
  return weights;
}

/** Measured on images before any training: what a Normalization layer scales by. */
const isOfImages = (key: string): boolean => /\/(mean|variance|count)$/.test(key);

/** The same layers, with weights to start training from. */
export function freshNetwork(network: Network, random: Random): Network {
  const fresh = initialWeights(network.layers, random);
  return filled(cloneNetwork(network), (copy) => {
    for (const [key, value] of fresh)
      if (isOfImages(key)) value.dispose();
      else replaceWeight(copy, key, value);
  });
}

/** Normal draws of variance 2 / fan-in, the product of the first `axes` axes. */
function heNormal(shape: number[], axes: number, random: Random): tf.Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  const fanIn = shape.slice(0, axes).reduce((product, length) => product * length, 1);
  const deviation = Math.sqrt(2 / fanIn);
  return tf.tensor(
    Float32Array.from({ length: size }, () => deviation * random.normal()),
    shape,
  );
}

/** A network under construction; a layer reads the one appended before it unless told otherwise. */
export class NetworkBuilder {
  readonly layers: Layer[] = [];

  constructor(inputShape: Shape) {
    this.append('input', 'InputLayer', { batch_input_shape: [null, ...inputShape] });
  }

  append(name: string, className: string, config: Record<string, unknown> = {}, inputs = this.end()): this {
    this.layers.push({ name, className, config: { name, ...config }, inputs });
    return this;
  }

  /** The layer appended last, as what another reads. */
  end(): string[] {
    return this.layers.slice(-1).map(({ name }) => name);
  }

  /** A convolution without bias and its batch norm, named `conv` and `bn` with `suffix`. */
  convBatchNorm(
    suffix: string | number,
    filters: number,
    { kernel = 3, stride = 1, inputs = this.end() }: { kernel?: number; stride?: number; inputs?: string[] } = {},
  ): this {
    const config = {
      filters,
      kernel_size: [kernel, kernel],
      strides: [stride, stride],
      padding: 'same',
      use_bias: false,
    };
    return this.append(`conv${suffix}`, 'Conv2D', config, inputs).append(`bn${suffix}`, 'BatchNormalization', {
      epsilon: 1e-3,
      momentum: 0.9,
    });
  }

  /** A depthwise 3x3 convolution with its batch norm and ReLU, named as those of `convBatchNormRelu`. */
  depthwiseBatchNormRelu(suffix: string | number, stride: number): this {
    const config = { kernel_size: [3, 3], strides: [stride, stride], padding: 'same', use_bias: false };
    return this.append(`conv${suffix}`, 'DepthwiseConv2D', config)
      .append(`bn${suffix}`, 'BatchNormalization', { epsilon: 1e-3, momentum: 0.9 })
      .append(`relu${suffix}`, 'ReLU');
  }

  /**
   * Squeeze-and-excite (Hu et al. 2018) of the layer appended last: its channels, each times a number between 0 and 1
   * that two dense layers make of all their means.
   */
  squeezeExcite(suffix: string | number, channels: number, ratio: number): this {
    const gated = this.end();
    return this.append(`squeeze${suffix}`, 'GlobalAveragePooling2D')
      .append(`reduce${suffix}`, 'Dense', { units: Math.max(1, Math.floor(channels / ratio)), activation: 'relu' })
      .append(`expand${suffix}`, 'Dense', { units: channels, activation: 'sigmoid' })
      .append(`excite${suffix}`, 'Reshape', { target_shape: [1, 1, channels] })
      .append(`scale${suffix}`, 'Multiply', {}, [...gated, `excite${suffix}`]);
  }

  convBatchNormRelu(suffix: string | number, filters: number, options = {}): this {
    return this.convBatchNorm(suffix, filters, options).append(`relu${suffix}`, 'ReLU');
  }

  build(name: string, random: Random): Network {
    const output = this.layers.at(-1);
    if (!output) throw new Error('a network needs layers');
    const layers = splitActivations(this.layers);
    const weights = initialWeights(layers, random);
    return { name, layers, input: 'input', output: layers.at(-1)?.name ?? output.name, weights };
  }
}
