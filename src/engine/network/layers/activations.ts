import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { defineLayer, noFlops, noWeights, singleInput } from './kind';

const functions = {
  linear: (x: tf.Tensor) => x,
  relu: (x: tf.Tensor) => tf.relu(x),
  relu6: (x: tf.Tensor) => tf.relu6(x),
  sigmoid: (x: tf.Tensor) => tf.sigmoid(x),
  tanh: (x: tf.Tensor) => tf.tanh(x),
  softmax: (x: tf.Tensor) => tf.softmax(x),
};

export const activationSchema = z
  .enum(['linear', 'relu', 'relu6', 'sigmoid', 'tanh', 'softmax'])
  .nullish()
  .transform((name) => name ?? 'linear');

export type ActivationName = keyof typeof functions;

export function activate(name: ActivationName, x: tf.Tensor): tf.Tensor {
  return functions[name](x);
}

export const activation = defineLayer({
  schema: z.object({ activation: activationSchema }),
  channelFlow: 'keep',
  outputShape: (_, inputs) => singleInput(inputs),
  weightShapes: noWeights,
  flops: noFlops,
  apply: ({ config, inputs: [x] }) => activate(config.activation, x!),
});

const fixed = (name: ActivationName) =>
  defineLayer({
    schema: z.object({}),
    channelFlow: 'keep',
    outputShape: (_, inputs) => singleInput(inputs),
    weightShapes: noWeights,
    flops: noFlops,
    apply: ({ inputs: [x] }) => activate(name, x!),
  });

export const relu = defineLayer({
  schema: z.object({
    max_value: z.number().positive().nullish(),
    negative_slope: z.number().min(0).default(0),
    threshold: z.literal(0).default(0),
  }),
  channelFlow: 'keep',
  outputShape: (_, inputs) => singleInput(inputs),
  weightShapes: noWeights,
  flops: noFlops,
  apply: ({ config: { max_value: max, negative_slope: slope }, inputs: [x] }) => {
    const lower = slope > 0 ? tf.leakyRelu(x!, slope) : max === 6 ? tf.relu6(x!) : tf.relu(x!);
    return max && !(max === 6 && slope === 0) ? tf.minimum(lower, max) : lower;
  },
});

export const softmax = fixed('softmax');
