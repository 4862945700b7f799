import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { binaries, signatures } from '../../../kernels/kernels.generated';
import { plainInputs, tileBytes, winogradInputs } from '../../layerwise/inputForms';
import { rectify } from '../../network/layers/activations';
import { batchMoments, batchNormalization, normaliseBatch } from '../../network/layers/batchNormalization';
import type { Convolution } from '../../network/layers/convolutionForm';
import { maxPoolTiles } from '../../network/layers/pooling';
import { Random } from '../../random';
import { startWasmInChunks } from '../../testing/chunks';
import { expectClose, normals } from '../../testing/numbers';
import { crossEntropy } from '../../train/loss';
import { Sgd } from '../../train/sgd';
import { chooseBackend } from '../chooseBackend';

const random = new Random(3);
const values = { x: normals(random, 3 * 6 * 8 * 7), dy: normals(random, 3 * 6 * 8 * 7) };

/** What `compute` makes of own kernels, whole or in chunks for three threads, equals what cpu's stock kernels make. */
async function expectAsOnCpu(compute: () => tf.Tensor[], tolerance: number): Promise<void> {
  const results = () =>
    Promise.all(compute().map(async (tensor) => ({ values: await tensor.data(), shape: tensor.shape })));
  await chooseBackend(['cpu']);
  const expected = await results();
  for (const threads of [1, 3]) {
    await startWasmInChunks(threads);
    const actual = await results();
    expect(actual).toHaveLength(expected.length);
    for (const [index, { values: own, shape }] of actual.entries())
      expectClose(tf.tensor(own, shape), tf.tensor(expected[index]!.values, expected[index]!.shape), tolerance);
  }
}

const image = (of: Float32Array) => tf.tensor4d(of, [3, 6, 8, 7]);

test('the binaries and the signatures are those of the kernels’ source', async () => {
  const { compileKernels } = await import('../../../kernels/build.mjs');
  expect(await compileKernels()).toEqual({ signatures, binaries });
});

test('no kernel takes more than seven parameters', () => {
  const counts = Object.values(signatures).map((parameters) => Object.keys(parameters).length);
  expect(Math.max(...counts)).toBeLessThanOrEqual(7);
});

test('batch norm and its gradients equal those composed of stock kernels, for channels in fours and in rests', async () => {
  await expectAsOnCpu(() => {
    const x = image(values.x);
    const gamma = tf.linspace(0.5, 2, 7);
    const beta = tf.linspace(-1, 1, 7);
    const { mean, variance } = batchMoments(x);
    const grads = tf.grads((a, b, c) =>
      tf.sum(tf.mul(normaliseBatch(a as tf.Tensor4D, b, c, mean, variance, 1e-3), image(values.dy))),
    )([x, gamma, beta]);
    expect(grads).toHaveLength(3);
    return [mean, variance, ...grads];
  }, 1e-4);
});

test('the moments that batch norm learns equal those of stock kernels', async () => {
  await expectAsOnCpu(() => {
    const learnt: tf.Tensor[] = [];
    const output = batchNormalization.apply({
      config: { momentum: 0.8 },
      inputs: [image(values.x)],
      weight: (name) => tf.linspace(name === 'moving_variance' ? 1 : -1, 2, 7),
      training: true,
      updateWeight: (_, value) => learnt.push(value),
      random: Math.random,
    });
    expect(learnt).toHaveLength(2);
    return [output, ...learnt];
  }, 1e-5);
});

test('the max-pool gradient equals the one composed of stock kernels, ties shared', async () => {
  const rounded = values.x.map((value) => Math.round(value));
  const gradient = tf.grad((x) => tf.sum(tf.square(maxPoolTiles(x as tf.Tensor4D, [2, 4]))));
  await expectAsOnCpu(() => [maxPoolTiles(image(rounded), [2, 4]), gradient(image(rounded))], 1e-5);
});

test('cross-entropy and its gradient equal those composed of stock kernels', async () => {
  const logits = normals(new Random(8), 5 * 4).map((value) => 3 * value);
  await expectAsOnCpu(() => {
    const labels = tf.oneHot(tf.tensor1d([3, 0, 1, 1, 2], 'int32'), 4) as tf.Tensor2D;
    const { value, grad } = tf.valueAndGrad((z) => crossEntropy(z as tf.Tensor2D, tf.cast(labels, 'float32')))(
      tf.tensor2d(logits, [5, 4]),
    );
    return [value, grad];
  }, 1e-5);
});

test('two steps of SGD equal those composed of stock kernels, with and without weight decay', async () => {
  await expectAsOnCpu(() => {
    const weights = new Map<string, tf.Tensor>(
      ['a/kernel', 'a/bias'].map((key) => [key, tf.tensor1d(values.x.slice(0, 7))]),
    );
    const sgd = new Sgd({ momentum: 0.9, weightDecay: 0.1 });
    for (const start of [0, 7]) {
      const gradient = tf.tensor1d(values.dy.slice(start, start + 7));
      sgd.step(weights, new Map([...weights.keys()].map((key) => [key, gradient])), 0.05);
    }
    return [...weights.values()];
  }, 1e-5);
});

test('a ReLU’s gradient is that of its output’s positive part', async () => {
  const gradient = tf.grad((x) => tf.sum(tf.mul(rectify(x), image(values.dy))));
  await expectAsOnCpu(() => [rectify(image(values.x)), gradient(image(values.x))], 1e-6);
  const expected = values.dy.map((gradient, index) => (values.x[index]! > 0 ? gradient : 0));
  expectClose(gradient(image(values.x)), image(Float32Array.from(expected)), 1e-6);
});

test('products of matrices, one transposed, equal those of stock kernels', async () => {
  const matrix = (rows: number, columns: number) => tf.tensor2d(values.x.slice(0, rows * columns), [rows, columns]);
  await expectAsOnCpu(
    () => [
      tf.matMul(matrix(9, 5), matrix(11, 5), false, true),
      tf.matMul(matrix(9, 5), matrix(9, 11), true, false),
      tf.matMul(matrix(1, 3), matrix(1, 3), true, false),
    ],
    1e-5,
  );
});

test.each([3, 7])(
  'the gradient for a kernel of a batch of %i equals the stock one, split by rows or by images',
  async (batch) => {
    const x = normals(new Random(5), batch * 6 * 8 * 3);
    const kernel = normals(new Random(6), 3 * 3 * 3 * 5);
    await expectAsOnCpu(() => {
      const gradient = tf.grad((filter) =>
        tf.sum(tf.square(tf.conv2d(tf.tensor4d(x, [batch, 6, 8, 3]), filter as tf.Tensor4D, 1, 'same'))),
      );
      return [gradient(tf.tensor4d(kernel, [3, 3, 3, 5]))];
    }, 1e-4);
  },
);

test('a clone shares its original’s memory, and outlives it', () => {
  const original = tf.tensor1d([1, 2, 3]);
  const clone = tf.clone(original);
  expect(clone.dataId).toBe(original.dataId);
  original.dispose();
  expect([...clone.dataSync()]).toEqual([1, 2, 3]);
});

describe('the convolution', () => {
  beforeAll(() => chooseBackend(['wasm']));

  test.each([
    { filters: 1, activation: 'linear' },
    { filters: 6, activation: 'relu' },
    { filters: 11, activation: 'relu6' },
  ] as const)(
    'of $filters filters, bias and $activation equals the stock cpu kernel',
    async ({ filters, activation }) => {
      const kernel = normals(new Random(5), 3 * 2 * 7 * filters);
      const bias = normals(new Random(6), filters);
      for (const [strides, pad] of [
        [1, 'same'],
        [2, 'same'],
        [[1, 2], 'valid'],
        [[2, 3], 'same'],
        [8, 'same'],
      ] as const) {
        const compute = () => [
          tf.fused.conv2d({
            x: image(values.x),
            filter: tf.tensor4d(kernel, [3, 2, 7, filters]),
            bias: tf.tensor1d(bias),
            strides: typeof strides === 'number' ? strides : [strides[0], strides[1]],
            pad,
            activation,
          }),
        ];
        await expectAsOnCpu(compute, 1e-5);
      }
    },
  );
});

describe.each([1, 3])('Winograd’s convolution in chunks for %i threads', (threads) => {
  beforeAll(() => startWasmInChunks(threads));

  const square: Convolution = {
    ...{ kernelSize: [3, 3], strides: [1, 1], padding: 'same', dilation: [1, 1] },
    ...{ channels: 2, filters: 2, hasBias: true },
  };

  test.each([
    { height: 6, width: 8, filters: 8, padding: 'same' },
    { height: 7, width: 5, filters: 11, padding: 'same' },
    { height: 9, width: 6, filters: 3, padding: 'valid' },
  ] as const)('of a $height x $width image, $padding, $filters filters equals the plain one', (shape) => {
    const { height, width, filters, padding } = shape;
    const channels = 7;
    const convolution = { ...square, padding, channels, filters };
    const numbers = new Random(height);
    const x = tf.tensor4d(normals(numbers, 3 * height * width * channels), [3, height, width, channels]);
    const kernel = tf.tensor4d(normals(numbers, 9 * 5 * filters), [3, 3, 5, filters]);
    const bias = tf.tensor1d(normals(numbers, filters));
    const forms = [plainInputs(convolution), winogradInputs(convolution)];
    const split = { order: [6, 0, 3, 1, 5, 4, 2], selected: 5, open: 2 };
    const [plain, winograd] = forms.map((form) => {
      const input = form.of(tf.clone(x));
      input.select({ order: [3, 1, 0, 2, 4, 5, 6], selected: 2, open: 5 });
      input.select(split);
      const output = input.output(kernel, bias);
      const outputGradient = tf.tensor4d(normals(new Random(4), output.size), output.shape);
      const open = input.addOpenGradient(outputGradient, input.addOpenGradient(output, undefined));
      return [output, input.selectedGradient(outputGradient), form.openGradient(open, split)];
    });
    for (const [index, tensor] of winograd!.entries()) expectClose(tensor, plain![index]!, 1e-5);
  });

  test('is left to the plain one for other kernels and strides, for small images, and where its tiles would take too much memory', () => {
    const bytes = (changes: Partial<Convolution>, size: number, samples = 1) =>
      tileBytes({ ...square, ...changes }, [-1, size, size, 2], samples);
    expect(bytes({}, 8)).toBe(4 * 16 * 4 * 4 * 3);
    expect(bytes({ padding: 'valid' }, 6)).toBe(4 * 16 * 2 * 2 * 3);
    expect(bytes({ kernelSize: [1, 3] }, 8)).toBeUndefined();
    expect(bytes({ strides: [2, 2] }, 8)).toBeUndefined();
    expect(bytes({ dilation: [2, 2] }, 8)).toBeUndefined();
    expect(bytes({}, 3)).toBeUndefined();
    expect(bytes({}, 8, 2 ** 20)).toBeUndefined();
    expect(bytes({ padding: 'valid' }, 5)).toBeUndefined();
  });
});
