import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { execute } from '../network/execute';
import { layerKinds } from '../network/layers';
import { disposeNetwork, layerOf, type Network, weightOf } from '../network/network';
import { NetworkBuilder } from '../network/networkBuilder';
import { outputShapes } from '../network/shapes';
import { Random } from '../random';
import { unsettle } from '../testing/networks';
import { expectClose, finiteDifferences, normals } from '../testing/numbers';
import { blockInputs, denseKernel } from './blockInputs';
import { convolutionsOf, convolve, periodOf } from './convolution';
import { plainInputs } from './inputForms';

beforeAll(() => chooseBackend(['wasm']));

const spatial = { filters: 4, kernel_size: [3, 3] };

/** Layers that read an image of 6 x 5 x 3, or what layers before them make of it; the last one is read. */
const readers: Record<string, Array<[className: string, config: Record<string, unknown>]>> = {
  Conv2D: [['Conv2D', spatial]],
  'Conv2D, strides': [['Conv2D', { ...spatial, strides: [2, 1], padding: 'same', use_bias: false }]],
  'Conv2D, dilated': [['Conv2D', { ...spatial, dilation_rate: [2, 1], padding: 'same' }]],
  'Conv2D, grouped': [
    ['Conv2D', { filters: 4, kernel_size: [1, 1] }],
    ['Conv2D', { ...spatial, filters: 6, groups: 2, strides: [1, 2], padding: 'same' }],
  ],
  'Dense of an image': [['Dense', { units: 4 }]],
  'Dense of a vector': [
    ['GlobalAveragePooling2D', {}],
    ['Dense', { units: 4, use_bias: false }],
  ],
  'Dense of a flattened image': [
    ['Flatten', {}],
    ['Dense', { units: 4 }],
  ],
  'Dense of rows': [
    ['Reshape', { target_shape: [3, 30] }],
    ['Dense', { units: 4 }],
  ],
  SeparableConv2D: [['SeparableConv2D', { ...spatial, strides: [2, 2] }]],
  'SeparableConv2D, deep': [['SeparableConv2D', { ...spatial, depth_multiplier: 3, padding: 'same' }]],
  Conv2DTranspose: [['Conv2DTranspose', spatial]],
  'Conv2DTranspose, same': [['Conv2DTranspose', { ...spatial, padding: 'same' }]],
  'Conv2DTranspose, strides': [['Conv2DTranspose', { ...spatial, strides: [2, 3], padding: 'same' }]],
  'Conv2DTranspose, small': [['Conv2DTranspose', { ...spatial, kernel_size: [2, 4], strides: [3, 2] }]],
  Conv1D: [
    ['Reshape', { target_shape: [30, 3] }],
    ['Conv1D', { filters: 4, kernel_size: 3, strides: 2 }],
  ],
  'Conv1D, dilated': [
    ['Reshape', { target_shape: [30, 3] }],
    ['Conv1D', { filters: 4, kernel_size: 3, dilation_rate: 2, padding: 'same' }],
  ],
};

function networkOf(layers: (typeof readers)[string]): Network {
  const chain = new NetworkBuilder([6, 5, 3]);
  for (const [index, [className, config]] of layers.entries())
    chain.append(index === layers.length - 1 ? 'reader' : `before${index}`, className, config);
  return unsettle(chain.build('one', new Random(1)), 2);
}

test('every kind of layer that mixes channels is here', () => {
  const mixing = Object.keys(layerKinds).filter((name) => layerKinds[name]!.mixes && name !== 'Convolution2D');
  const here = Object.values(readers).map((layers) => layers.at(-1)![0]);
  expect([...new Set(here)].toSorted()).toEqual(mixing.toSorted());
});

describe.each(Object.entries(readers))('%s', (_, layers) => {
  const images = () => tf.tensor4d(normals(new Random(3), 2 * 6 * 5 * 3), [2, 6, 5, 3]);

  test('as a convolution it puts out what it does as a layer, and has the same gradient for its weight', () => {
    const network = networkOf(layers);
    const form = convolutionsOf(network)('reader');
    const [inputLayer = ''] = layerOf(network, 'reader').inputs;
    const [read, expected] = execute(network, { input: images() }, [inputLayer, 'reader']);
    const weight = weightOf(network, 'reader', form.weight);
    const kernel = form.toKernel(weight);
    expect(kernel.shape).toEqual([...form.kernelSize, form.channels, form.filters / form.blocks]);
    expectClose(form.toWeight(kernel, weight.shape), weight, 1e-12);

    const x = form.toInput(read!, (name) => weightOf(network, 'reader', name));
    expect(x.shape).toEqual([2, ...form.size, form.channels]);
    expect(form.places).toHaveLength(form.channels);
    const bias = network.weights.get('reader/bias') ?? tf.zeros([form.filters]);
    const output = convolve(form, x, denseKernel(form, kernel, [...Array(form.channels).keys()]), bias);
    expectClose(tf.reshape(output, expected!.shape), expected!, 1e-5);
    expect(outputShapes(network).get('reader')!.slice(1)).toEqual(expected!.shape.slice(1));

    const outputGradient = tf.tensor(normals(new Random(4), output.size), expected!.shape);
    const loss = (values: tf.Tensor) => {
      const weights = new Map([[`reader/${form.weight}`, values]]);
      const [made] = execute(network, { [inputLayer]: read! }, ['reader'], { weights });
      return tf.sum(tf.mul(made!, outputGradient)) as tf.Scalar;
    };
    const slope = tf.grad(loss)(weight);
    const numbers = (values: Float32Array) => loss(tf.tensor(values, weight.shape)).dataSync()[0]!;
    const differences = finiteDifferences(numbers, Float32Array.from(weight.dataSync()), 0.1);
    expectClose(slope, tf.tensor(differences, weight.shape), 1e-3);

    const order = [...Array(form.channels).keys()].reverse();
    const split = { order, selected: 2, open: form.channels - 2 };
    const inputs = blockInputs(form, plainInputs(form));
    const input = inputs.of(x);
    input.select(split);
    const gradient = tf.reshape<tf.Rank.R4>(outputGradient, output.shape);
    const whole = form.toKernel(slope);
    expectClose(input.selectedGradient(gradient), tf.gather(whole, order.slice(0, 2), 2), 1e-4);
    const open = inputs.openGradient(input.addOpenGradient(gradient, undefined), split);
    expectClose(open, tf.gather(whole, order.slice(2), 2), 1e-4);
    disposeNetwork(network);
  });
});

test('channels come again after a period, or not at all', () => {
  expect(periodOf([0, 1, 2])).toBe(3);
  expect(periodOf([4, 1, 4, 1, 4, 1])).toBe(2);
  expect(periodOf([0, 0, 1, 1])).toBe(4);
  expect(periodOf([0, 1, 0])).toBe(3);
  expect(periodOf([5])).toBe(1);
});
