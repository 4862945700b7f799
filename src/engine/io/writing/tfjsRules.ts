/** How layers are written for stock TensorFlow.js, which lacks some and computes others otherwise than Keras. */
import { z } from 'zod';
import { InputError } from '../../errors';
import type { Layer } from '../../network/network';
import { blockKernel, dilatedKernel } from './kernels';
import { as, chain, type Dialect, hardSilu, type Rule, slopeAs, type Writing } from './rules';

const refuse =
  (code: 'writing.relu' | 'writing.resizing' | 'writing.upsampling'): Rule =>
  ({ layer: { name, className } }) => {
    throw new InputError(code, { layer: name, className });
  };

const keepdimsSchema = z.object({ keepdims: z.boolean().default(false) });

const pooledThenShaped: Rule = ({ layer, output }) =>
  keepdimsSchema.parse(layer.config).keepdims
    ? chain(layer, [
        ['pool', layer.className, {}],
        ['shape', 'Reshape', { target_shape: output.slice(1) }],
      ])
    : [layer];

const reluSchema = z.object({
  max_value: z.number().nullish(),
  negative_slope: z.union([z.number(), z.array(z.number()).transform(([slope]) => slope)]).nullish(),
  threshold: z.number().nullish(),
});

/** Stock TensorFlow.js caps a ReLU, and knows neither slope nor threshold of it: m - relu(m - y) caps any y at m. */
const relu: Rule = (writing) => {
  const { layer } = writing;
  const { max_value: max, negative_slope: slope, threshold } = reluSchema.parse(layer.config);
  if (!slope && !threshold) return [as(layer, 'ReLU', max == null ? {} : { max_value: max })];
  if (slope && threshold) return refuse('writing.relu')(writing);
  const first: [string, string, Layer['config']] = slope
    ? ['slope', 'LeakyReLU', { alpha: slope }]
    : ['threshold', 'ThresholdedReLU', { theta: threshold ?? 0 }];
  if (max == null) return chain(layer, [first]);
  const flip = { scale: -1, offset: max };
  return chain(layer, [first, ['flip', 'Rescaling', flip], ['cut', 'ReLU', {}], ['back', 'Rescaling', flip]]);
};

const tfjsActivations = new Set([
  'linear',
  'relu',
  'relu6',
  'elu',
  'selu',
  'gelu',
  'swish',
  'mish',
  'sigmoid',
  'tanh',
  'softplus',
  'softsign',
  'softmax',
  'log_softmax',
]);

const activation: Rule = (writing) => {
  const { layer } = writing;
  const name = String(layer.config.activation ?? 'linear');
  if (tfjsActivations.has(name)) return [layer];
  if (name === 'silu') return [as(layer, 'Activation', { activation: 'swish' })];
  if (name === 'leaky_relu') return [as(layer, 'LeakyReLU', { alpha: 0.2 })];
  if (name === 'hard_silu' || name === 'hard_swish') return hardSilu(writing);
  throw new InputError('writing.activation', { layer: layer.name, className: layer.className, activation: name });
};

const normalisationSchema = z.object({
  mean: z.unknown().optional(),
  variance: z.unknown().optional(),
});

/** (x - mean) / deviation as scale x + offset. */
const normalisation: Rule = ({ layer, values }) => {
  const given = normalisationSchema.parse(layer.config);
  const numbers = (setting: unknown, weight: string): number[] => [
    ...(values.get(`${layer.shares ?? layer.name}/${weight}`)?.values ?? [setting].flat(Infinity).map(Number)),
  ];
  const scale = numbers(given.variance, 'variance').map((variance) => 1 / Math.max(Math.sqrt(variance), 1e-7));
  const offset = numbers(given.mean, 'mean').map((mean, index) => -mean * (scale[index] ?? 1));
  return [as(layer, 'Rescaling', scale.length === 1 ? { scale: scale[0], offset: offset[0] } : { scale, offset })];
};

const softmaxSchema = z.object({ axis: z.union([z.int(), z.array(z.int())]).default(-1) });

/** Which TensorFlow.js, unlike Keras, does not take of itself. */
const lastAxis = { axis: -1 };

/** Stock TensorFlow.js takes a softmax of the last axis alone. */
const softmax: Rule = ({ layer, output }) => {
  const axis = [softmaxSchema.parse(layer.config).axis].flat()[0] ?? -1;
  const last = output.length - 1;
  const along = axis < 0 ? output.length + axis : axis;
  if (along === last) return [as(layer, 'Softmax', lastAxis)];
  const dims = output.slice(1).map((_, index) => (index + 1 === along ? last : index + 1 === last ? along : index + 1));
  return chain(layer, [
    ['to', 'Permute', { dims }],
    ['softmax', 'Softmax', lastAxis],
    ['back', 'Permute', { dims }],
  ]);
};

const eluSchema = z.object({ alpha: z.number().default(1) });

/** Stock TensorFlow.js has the slope 1 alone: any other is alpha elu(x) + (1 - alpha) relu(x). */
const elu: Rule = ({ layer }) => {
  const { alpha } = eluSchema.parse(layer.config);
  if (alpha === 1) return [as(layer, 'ELU', {})];
  const part = (suffix: string, className: string, scale: number) =>
    chain({ ...layer, name: `${layer.name}/${suffix}` }, [
      ['of', className, {}],
      ['share', 'Rescaling', { scale, offset: 0 }],
    ]);
  const parts = [part('below', 'ELU', alpha), part('above', 'ReLU', 1 - alpha)];
  return [...parts.flat(), { ...as(layer, 'Add', {}), inputs: parts.map((links) => links.at(-1)!.name) }];
};

const dilationSchema = z.object({
  dilation_rate: z
    .union([z.int(), z.tuple([z.int(), z.int()])])
    .default(1)
    .transform((rate): [number, number] => (typeof rate === 'number' ? [rate, rate] : rate)),
});

/** Stock TensorFlow.js passes over the dilation: its taps are written out, with zeros between them. */
const depthwise: Rule = ({ layer, values }) => {
  const { dilation_rate: rate } = dilationSchema.parse(layer.config);
  if (rate.every((step) => step === 1)) return [layer];
  const kernel = values.get(`${layer.shares ?? layer.name}/depthwise_kernel`)!;
  const dilated = layer.shares === undefined ? dilatedKernel(kernel, rate) : kernel;
  values.set(`${layer.shares ?? layer.name}/depthwise_kernel`, dilated);
  return [
    as(layer, layer.className, { ...layer.config, dilation_rate: [1, 1], kernel_size: dilated.shape.slice(0, 2) }),
  ];
};

const groupsSchema = z.object({ groups: z.int().default(1) });

/** Stock TensorFlow.js knows no groups: between channels of different groups the kernel is zero. */
const convolution: Rule = ({ layer, values }) => {
  const { groups } = groupsSchema.parse(layer.config);
  if (groups === 1) return [as(layer, 'Conv2D', layer.config)];
  const key = `${layer.name}/kernel`;
  const kernel = values.get(key);
  if (kernel) values.set(key, blockKernel(kernel, groups));
  return [as(layer, 'Conv2D', { ...layer.config, groups: 1 })];
};

const subtraction: Rule = ({ layer }) => {
  const [first = '', ...others] = layer.inputs;
  const negated = others.map((input, index) => ({
    name: `${layer.name}/minus${index}`,
    className: 'Rescaling',
    config: { scale: -1, offset: 0 },
    inputs: [input],
  }));
  return [...negated, { ...as(layer, 'Add', {}), inputs: [first, ...negated.map(({ name }) => name)] }];
};

/** Rows of features are flat, and TensorFlow.js takes flattening them for an error. */
const flatten: Rule = ({ layer, inputs: [input] }) => (input?.length === 2 ? [] : [layer]);

const reshape: Rule = ({ layer, output }) => [as(layer, 'Reshape', { target_shape: output.slice(1) })];

const sameShape = ({ inputs: [input], output }: Writing): boolean => input?.join() === output.join();

const rules: Dialect['rules'] = {
  Activation: activation,
  Conv2D: convolution,
  Convolution2D: convolution,
  DepthwiseConv2D: depthwise,
  ELU: elu,
  Flatten: flatten,
  GlobalAveragePooling1D: pooledThenShaped,
  GlobalAveragePooling2D: pooledThenShaped,
  GlobalMaxPooling1D: pooledThenShaped,
  GlobalMaxPooling2D: pooledThenShaped,
  LeakyReLU: slopeAs('alpha'),
  Normalization: normalisation,
  ReLU: relu,
  Reshape: reshape,
  Resizing: (writing) => (sameShape(writing) ? [] : refuse('writing.resizing')(writing)),
  Softmax: softmax,
  SpatialDropout2D: () => [],
  Subtract: subtraction,
  UpSampling2D: (writing) =>
    writing.layer.config.interpolation === 'bilinear' ? refuse('writing.upsampling')(writing) : [writing.layer],
};

/** Plain letters, digits and a few signs, the first of which is a letter or digit. */
const plainName = (name: string): string => name.replace(/[^\w.-]/g, '_').replace(/^[^A-Za-z0-9]/, 'layer$&');

export const tfjsDialect: Dialect = { rules, otherwise: ({ layer }) => [layer], plainName };
