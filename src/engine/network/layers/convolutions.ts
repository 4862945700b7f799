/** The convolutions besides Conv2D. */
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { noActivationSchema } from './activations';
import { conv2dSchema, dilate, spread, zerosBetween } from './conv2d';
import { convolutionForm } from './convolutionForm';
import { channelsOf, defineLayer, sampleSize, singleInput } from './kind';
import { channelsLastSchema, paddingSchema, singleSchema, slide, steps } from './window';

export const depthwiseSchema = conv2dSchema
  .omit({ filters: true, groups: true })
  .extend({ depth_multiplier: z.int().positive().default(1) });

/** x [N, h, w, c], kernel [kh, kw, c, m], to [N, h', w', c m] */
function depthwise(
  x: tf.Tensor,
  kernel: tf.Tensor,
  { strides, padding, dilation_rate }: Pick<z.output<typeof depthwiseSchema>, 'strides' | 'padding' | 'dilation_rate'>,
): tf.Tensor4D {
  const filter = dilate(kernel as tf.Tensor4D, dilation_rate);
  return tf.depthwiseConv2d(x as tf.Tensor4D, filter, strides, padding);
}

/** One filter, or several, for every input channel on its own. */
export const depthwiseConv2d = defineLayer({
  schema: depthwiseSchema,
  channelFlow: ({ depth_multiplier }) => (depth_multiplier === 1 ? 'keep' : 'spread'),
  outputShape: ({ kernel_size, strides, padding, dilation_rate, depth_multiplier }, inputs) => [
    ...slide(singleInput(inputs), spread(kernel_size, dilation_rate), strides, padding),
    channelsOf(singleInput(inputs)) * depth_multiplier,
  ],
  weightShapes: ({ kernel_size, depth_multiplier, use_bias }, inputs) => {
    const channels = channelsOf(singleInput(inputs));
    return {
      depthwise_kernel: [...kernel_size, channels, depth_multiplier],
      ...(use_bias ? { bias: [channels * depth_multiplier] } : {}),
    };
  },
  weightAxes: { depthwise_kernel: { input: 2 }, bias: { output: 0 } },
  flops: ({ kernel_size }, _, output) => kernel_size[0] * kernel_size[1] * sampleSize(output),
  apply: ({ config: { strides, padding, dilation_rate, use_bias }, inputs: [x], weight }) => {
    const y = depthwise(x!, weight('depthwise_kernel'), { strides, padding, dilation_rate });
    return use_bias ? tf.add(y, weight('bias')) : y;
  },
});

/** A depthwise convolution and a pointwise one behind it. */
export const separableConv2d = defineLayer({
  schema: depthwiseSchema.extend({ filters: z.int().positive() }),
  channelFlow: 'mix',
  outputShape: ({ filters, kernel_size, strides, padding, dilation_rate }, inputs) => [
    ...slide(singleInput(inputs), spread(kernel_size, dilation_rate), strides, padding),
    filters,
  ],
  weightShapes: ({ filters, kernel_size, depth_multiplier, use_bias }, inputs) => {
    const channels = channelsOf(singleInput(inputs));
    return {
      depthwise_kernel: [...kernel_size, channels, depth_multiplier],
      pointwise_kernel: [1, 1, channels * depth_multiplier, filters],
      ...(use_bias ? { bias: [filters] } : {}),
    };
  },
  weightAxes: { depthwise_kernel: { input: 2 }, pointwise_kernel: { input: 2, output: 3 }, bias: { output: 0 } },
  resize: (config, filters) => ({ ...config, filters }),
  asConvolution: ({ filters, kernel_size, strides, padding, dilation_rate, depth_multiplier, use_bias }, input) => {
    const [, ...size] = slide(input, spread(kernel_size, dilation_rate), strides, padding);
    const channels = channelsOf(input) * depth_multiplier;
    return convolutionForm({
      kernelSize: [1, 1],
      size,
      channels,
      filters,
      hasBias: use_bias,
      places: Array.from({ length: channels }, (_, channel) => Math.floor(channel / depth_multiplier)),
      weight: 'pointwise_kernel',
      making: 1,
      toInput: (x, weight) => depthwise(x, weight('depthwise_kernel'), { strides, padding, dilation_rate }),
    });
  },
  flops: ({ kernel_size, depth_multiplier, filters }, input, output) => {
    const deep = channelsOf(input) * depth_multiplier;
    return (sampleSize(output) / filters) * deep * (kernel_size[0] * kernel_size[1] + filters);
  },
  apply: ({ config: { strides, padding, dilation_rate, use_bias }, inputs: [x], weight }) => {
    const deep = depthwise(x!, weight('depthwise_kernel'), { strides, padding, dilation_rate });
    const y = tf.conv2d(deep, weight('pointwise_kernel') as tf.Tensor4D, 1, 'valid');
    return use_bias ? tf.add(y, weight('bias')) : y;
  },
});

/** Entries along an axis that a transposed convolution makes of `size`. */
const grown = (size: number, taps: number, stride: number, padding: 'same' | 'valid'): number =>
  size * stride + (padding === 'valid' ? Math.max(taps - stride, 0) : 0);

/**
 * A transposed convolution along one axis as a convolution of stride 1 without padding: zeros between the entries of
 * its input, and before and behind them.
 */
function zerosAround(size: number, taps: number, stride: number, padding: 'same' | 'valid'): [number, number] {
  const cut = padding === 'same' ? Math.floor(Math.max(taps - stride, 0) / 2) : 0;
  const before = taps - 1 - cut;
  return [before, grown(size, taps, stride, padding) + cut - ((size - 1) * stride + 1)];
}

/** The gradient of a convolution for its input, as a layer: its kernel is [kh, kw, outputs, inputs]. */
export const conv2dTranspose = defineLayer({
  schema: conv2dSchema.omit({ groups: true, dilation_rate: true }).extend({
    output_padding: z.null().optional(),
    dilation_rate: z.union([z.literal(1), z.tuple([z.literal(1), z.literal(1)])]).optional(),
  }),
  channelFlow: 'mix',
  outputShape: ({ filters, kernel_size, strides, padding }, inputs) => {
    const [batch = -1, height = 0, width = 0] = singleInput(inputs);
    return [
      batch,
      grown(height, kernel_size[0], strides[0], padding),
      grown(width, kernel_size[1], strides[1], padding),
      filters,
    ];
  },
  weightShapes: ({ filters, kernel_size, use_bias }, inputs) => ({
    kernel: [...kernel_size, filters, channelsOf(singleInput(inputs))],
    ...(use_bias ? { bias: [filters] } : {}),
  }),
  weightAxes: { kernel: { input: 3, output: 2 }, bias: { output: 0 } },
  resize: (config, filters) => ({ ...config, filters }),
  asConvolution: ({ filters, kernel_size, strides, padding, use_bias }, [, height = 1, width = 1, channels = 1]) => {
    const rows = zerosAround(height, kernel_size[0], strides[0], padding);
    const columns = zerosAround(width, kernel_size[1], strides[1], padding);
    const spaced = spread([height, width], strides);
    return convolutionForm({
      kernelSize: kernel_size,
      size: [rows[0] + spaced[0] + rows[1], columns[0] + spaced[1] + columns[1]],
      channels,
      filters,
      hasBias: use_bias,
      making: 5,
      toInput: (x) =>
        tf.pad(zerosBetween(zerosBetween(x as tf.Tensor4D, 1, strides[0]), 2, strides[1]), [
          [0, 0],
          rows,
          columns,
          [0, 0],
        ]),
      toKernel: (weight) => tf.transpose(tf.reverse(weight, [0, 1]), [0, 1, 3, 2]) as tf.Tensor4D,
      toWeight: (kernel) => tf.reverse(tf.transpose(kernel, [0, 1, 3, 2]), [0, 1]),
    });
  },
  flops: ({ kernel_size, filters }, input) => kernel_size[0] * kernel_size[1] * filters * sampleSize(input),
  apply: ({ config: { kernel_size, strides, padding, filters, use_bias }, inputs: [image], weight }) => {
    const x = image as tf.Tensor4D;
    const [batch, height, width] = x.shape;
    const y = tf.conv2dTranspose(
      x,
      weight('kernel') as tf.Tensor4D,
      [
        batch,
        grown(height, kernel_size[0], strides[0], padding),
        grown(width, kernel_size[1], strides[1], padding),
        filters,
      ],
      strides,
      padding,
    );
    return use_bias ? tf.add(y, weight('bias')) : y;
  },
});

/** A convolution of sequences, [batch, length, channels]. */
export const conv1d = defineLayer({
  schema: z.object({
    filters: z.int().positive(),
    kernel_size: singleSchema,
    strides: singleSchema.default(1),
    padding: paddingSchema.default('valid'),
    dilation_rate: singleSchema.default(1),
    groups: z.literal(1).default(1),
    data_format: channelsLastSchema,
    activation: noActivationSchema,
    use_bias: z.boolean().default(true),
  }),
  channelFlow: 'mix',
  outputShape: ({ filters, kernel_size, strides, padding, dilation_rate }, inputs) => {
    const [batch = -1, length = 0] = singleInput(inputs);
    return [batch, steps(length, (kernel_size - 1) * dilation_rate + 1, strides, padding), filters];
  },
  weightShapes: ({ filters, kernel_size, use_bias }, inputs) => ({
    kernel: [kernel_size, channelsOf(singleInput(inputs)), filters],
    ...(use_bias ? { bias: [filters] } : {}),
  }),
  weightAxes: { kernel: { input: 1, output: 2 }, bias: { output: 0 } },
  resize: (config, filters) => ({ ...config, filters }),
  asConvolution: ({ filters, kernel_size, strides, padding, dilation_rate, use_bias }, [, length = 1, channels = 1]) =>
    convolutionForm({
      kernelSize: [1, kernel_size],
      strides: [1, strides],
      padding,
      dilation: [1, dilation_rate],
      size: [1, length],
      channels,
      filters,
      hasBias: use_bias,
    }),
  flops: ({ kernel_size }, input, output) => kernel_size * channelsOf(input) * sampleSize(output),
  apply: ({ config: { strides, padding, dilation_rate, use_bias }, inputs: [x], weight }) => {
    const filter = dilate(tf.expandDims(weight('kernel') as tf.Tensor3D, 0) as tf.Tensor4D, [1, dilation_rate]);
    const row = tf.expandDims(x as tf.Tensor3D, 1) as tf.Tensor4D;
    const y = tf.squeeze(tf.conv2d(row, filter, [1, strides], padding), [1]);
    return use_bias ? tf.add(y, weight('bias')) : y;
  },
});
