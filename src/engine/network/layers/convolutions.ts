/** The convolutions besides Conv2D. */
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { noActivationSchema } from './activations';
import { conv2dSchema, dilate, spread } from './conv2d';
import { channelsOf, defineLayer, sampleSize, singleInput } from './kind';
import { channelsLastSchema, paddingSchema, singleSchema, slide, steps } from './window';

export const depthwiseSchema = conv2dSchema
  .omit({ filters: true, groups: true })
  .extend({ depth_multiplier: z.int().positive().default(1) });

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
    const filter = dilate(weight('depthwise_kernel') as tf.Tensor4D, dilation_rate);
    const y = tf.depthwiseConv2d(x as tf.Tensor4D, filter, strides, padding);
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
  flops: ({ kernel_size, depth_multiplier, filters }, input, output) => {
    const deep = channelsOf(input) * depth_multiplier;
    return (sampleSize(output) / filters) * deep * (kernel_size[0] * kernel_size[1] + filters);
  },
  apply: ({ config: { strides, padding, dilation_rate, use_bias }, inputs: [x], weight }) => {
    const filter = dilate(weight('depthwise_kernel') as tf.Tensor4D, dilation_rate);
    const deep = tf.depthwiseConv2d(x as tf.Tensor4D, filter, strides, padding);
    const y = tf.conv2d(deep, weight('pointwise_kernel') as tf.Tensor4D, 1, 'valid');
    return use_bias ? tf.add(y, weight('bias')) : y;
  },
});

/** Entries along an axis that a transposed convolution makes of `size`. */
const grown = (size: number, taps: number, stride: number, padding: 'same' | 'valid'): number =>
  size * stride + (padding === 'valid' ? Math.max(taps - stride, 0) : 0);

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
  flops: ({ kernel_size }, input, output) => kernel_size * channelsOf(input) * sampleSize(output),
  apply: ({ config: { strides, padding, dilation_rate, use_bias }, inputs: [x], weight }) => {
    const filter = dilate(tf.expandDims(weight('kernel') as tf.Tensor3D, 0) as tf.Tensor4D, [1, dilation_rate]);
    const row = tf.expandDims(x as tf.Tensor3D, 1) as tf.Tensor4D;
    const y = tf.squeeze(tf.conv2d(row, filter, [1, strides], padding), [1]);
    return use_bias ? tf.add(y, weight('bias')) : y;
  },
});
