import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { activate, activationSchema } from './activations';
import { channelsOf, defineLayer, singleInput } from './kind';
import { channelsLastSchema, paddingSchema, pairSchema, slide } from './window';

export const conv2dSchema = z.object({
  filters: z.int().positive(),
  kernel_size: pairSchema,
  strides: pairSchema.default([1, 1]),
  padding: paddingSchema.default('valid'),
  dilation_rate: z.union([z.literal(1), z.tuple([z.literal(1), z.literal(1)])]).default(1),
  groups: z.literal(1).default(1),
  data_format: channelsLastSchema,
  activation: activationSchema,
  use_bias: z.boolean().default(true),
});

export const conv2d = defineLayer({
  schema: conv2dSchema,
  channelFlow: 'mix',
  outputShape: ({ filters, kernel_size, strides, padding }, inputs) => [
    ...slide(singleInput(inputs), kernel_size, strides, padding),
    filters,
  ],
  weightShapes: ({ filters, kernel_size, use_bias }, inputs) => ({
    kernel: [...kernel_size, channelsOf(singleInput(inputs)), filters],
    ...(use_bias ? { bias: [filters] } : {}),
  }),
  flops: ({ kernel_size }, input, output) =>
    kernel_size[0] * kernel_size[1] * channelsOf(input) * output.slice(1).reduce((product, size) => product * size, 1),
  apply: ({ config, inputs: [image], weight }) => {
    const x = image as tf.Tensor4D;
    const filter = weight('kernel') as tf.Tensor4D;
    // The fused kernel's gradient always computes that of the image too, which the first layer has no use for.
    if (!config.use_bias && config.activation === 'linear') return tf.conv2d(x, filter, config.strides, config.padding);
    const fused = config.activation === 'relu' || config.activation === 'relu6' ? config.activation : 'linear';
    const y = tf.fused.conv2d({
      x,
      filter,
      strides: config.strides,
      pad: config.padding,
      activation: fused,
      ...(config.use_bias ? { bias: weight('bias') } : {}),
    });
    return fused === config.activation ? y : activate(config.activation, y);
  },
});
