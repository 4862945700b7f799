import * as tf from '@tensorflow/tfjs';
import type { Random } from '../random';
import { kindOf } from './layers';
import type { Layer, Network, Shape } from './network';
import { inputShapes, outputShapes } from './shapes';

/** Shapes of all weights of the layers, keyed "layer/weight", in layer order. */
export function weightShapes(layers: readonly Layer[]): Map<string, number[]> {
  const shapes = outputShapes({ layers });
  const weights = new Map<string, number[]>();
  for (const layer of layers) {
    const ofLayer = kindOf(layer).weightShapes(layer.config, inputShapes(layer.inputs, shapes));
    for (const [name, shape] of Object.entries(ofLayer)) weights.set(`${layer.name}/${name}`, shape);
  }
  return weights;
}

/** Weights a network starts training from: He-normal kernels, batch norms that change nothing, zero biases. */
export function initialWeights(layers: readonly Layer[], random: Random): Map<string, tf.Tensor> {
  const weights = new Map<string, tf.Tensor>();
  for (const [key, shape] of weightShapes(layers)) {
    const value = key.endsWith('/kernel')
      ? heNormal(shape, random)
      : key.endsWith('/gamma') || key.endsWith('/moving_variance')
        ? tf.ones(shape)
        : tf.zeros(shape);
    weights.set(key, tf.keep(value));
  }
  return weights;
}

function heNormal(shape: number[], random: Random): tf.Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  const fanIn = size / (shape.at(-1) ?? 1);
  const deviation = Math.sqrt(2 / fanIn);
  return tf.tensor(
    Float32Array.from({ length: size }, () => deviation * random.normal()),
    shape,
  );
}

/** A chain of layers under construction; each call appends one and reads the one before. */
export class LayerChain {
  readonly layers: Layer[] = [];

  constructor(inputShape: Shape) {
    this.append('input', 'InputLayer', { batch_input_shape: [null, ...inputShape] });
  }

  append(name: string, className: string, config: Record<string, unknown> = {}): this {
    const previous = this.layers.at(-1);
    this.layers.push({ name, className, config: { name, ...config }, inputs: previous ? [previous.name] : [] });
    return this;
  }

  convBatchNormRelu(index: number, filters: number): this {
    return this.append(`conv${index}`, 'Conv2D', {
      filters,
      kernel_size: [3, 3],
      padding: 'same',
      use_bias: false,
    })
      .append(`bn${index}`, 'BatchNormalization', { epsilon: 1e-3, momentum: 0.9 })
      .append(`relu${index}`, 'ReLU');
  }

  build(name: string, random: Random): Network {
    const output = this.layers.at(-1);
    if (!output) throw new Error('a network needs layers');
    const weights = initialWeights(this.layers, random);
    return { name, layers: this.layers, input: 'input', output: output.name, weights };
  }
}

/**
 * A VGG-type network (Simonyan and Zisserman 2014, with batch norm): blocks of 3x3 convolutions, each block but the
 * last followed by a 2x2 max pooling, then global average pooling and one dense layer.
 */
export function vgg(
  name: string,
  { blocks, classes, inputShape }: { blocks: number[][]; classes: number; inputShape: Shape },
  random: Random,
): Network {
  const chain = new LayerChain(inputShape);
  let index = 0;
  blocks.forEach((widths, block) => {
    for (const width of widths) chain.convBatchNormRelu(++index, width);
    if (block < blocks.length - 1) chain.append(`pool${block + 1}`, 'MaxPooling2D', { pool_size: [2, 2] });
  });
  return chain
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: classes })
    .build(name, random);
}
