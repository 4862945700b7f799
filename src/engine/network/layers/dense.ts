import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { activate, activationSchema } from './activations';
import { channelsOf, defineLayer, singleInput } from './kind';

export const dense = defineLayer({
  schema: z.object({
    units: z.int().positive(),
    activation: activationSchema,
    use_bias: z.boolean().default(true),
  }),
  channelFlow: 'mix',
  outputShape: ({ units }, inputs) => [...singleInput(inputs).slice(0, -1), units],
  weightShapes: ({ units, use_bias }, inputs) => ({
    kernel: [channelsOf(singleInput(inputs)), units],
    ...(use_bias ? { bias: [units] } : {}),
  }),
  flops: ({ units }, input) => input.slice(1).reduce((product, size) => product * size, 1) * units,
  apply: ({ config, inputs: [x], weight }) => {
    const product = tf.matMul(x as tf.Tensor2D, weight('kernel') as tf.Tensor2D);
    return activate(config.activation, config.use_bias ? tf.add(product, weight('bias')) : product);
  },
});
