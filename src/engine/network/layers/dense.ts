import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { noActivationSchema } from './activations';
import { convolutionForm } from './convolutionForm';
import { channelsOf, defineLayer, sampleSize, singleInput } from './kind';

export const dense = defineLayer({
  schema: z.object({
    units: z.int().positive(),
    activation: noActivationSchema,
    use_bias: z.boolean().default(true),
  }),
  channelFlow: 'mix',
  outputShape: ({ units }, inputs) => [...singleInput(inputs).slice(0, -1), units],
  weightShapes: ({ units, use_bias }, inputs) => ({
    kernel: [channelsOf(singleInput(inputs)), units],
    ...(use_bias ? { bias: [units] } : {}),
  }),
  weightAxes: { kernel: { input: 0, output: 1 }, bias: { output: 0 } },
  resize: (config, units) => ({ ...config, units }),
  asConvolution: ({ units, use_bias }, input, period) => {
    const taps = channelsOf(input) / period;
    return convolutionForm({
      kernelSize: [taps, 1],
      strides: [taps, 1],
      size: [sampleSize(input) / period, 1],
      channels: period,
      filters: units,
      hasBias: use_bias,
    });
  },
  flops: ({ units }, input) => sampleSize(input) * units,
  apply: ({ config, inputs: [x], weight }) => {
    const kernel = weight('kernel') as tf.Tensor2D;
    const rows = x!.rank === 2 ? (x as tf.Tensor2D) : tf.reshape<tf.Rank.R2>(x!, [-1, kernel.shape[0]]);
    const y = tf.fused.matMul({ a: rows, b: kernel, ...(config.use_bias && { bias: weight('bias') }) });
    return x!.rank === 2 ? y : tf.reshape(y, [...x!.shape.slice(0, -1), kernel.shape[1]]);
  },
});
