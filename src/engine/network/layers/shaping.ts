import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import type { Shape } from '../network';
import { defineLayer, noFlops, noWeights, singleInput } from './kind';

const inputShapeSchema = z.array(z.int().positive().nullable());

/** An input layer's shape stands in its configuration; it is read by the network's reader. */
export const inputLayer = defineLayer({
  schema: z.object({ batch_input_shape: inputShapeSchema.optional(), batch_shape: inputShapeSchema.optional() }),
  channelFlow: 'keep',
  outputShape: ({ batch_input_shape, batch_shape }): Shape => {
    const shape = batch_input_shape ?? batch_shape;
    if (!shape) throw new Error('the input layer gives no shape');
    return shape.map((size, axis) => {
      if (axis === 0) return -1;
      if (size === null) throw new Error('an input of unknown height, width or channels is not supported');
      return size;
    });
  },
  weightShapes: noWeights,
  flops: noFlops,
  apply: () => {
    throw new Error('an input layer is fed, not applied');
  },
});

export const flatten = defineLayer({
  schema: z.object({}),
  channelFlow: 'flatten',
  outputShape: (_, inputs) => {
    const [batch = -1, ...rest] = singleInput(inputs);
    return [batch, rest.reduce((product, size) => product * size, 1)];
  },
  weightShapes: noWeights,
  flops: noFlops,
  apply: ({ inputs: [x] }) => tf.reshape(x!, [x!.shape[0] ?? -1, -1]),
});

export const dropout = defineLayer({
  schema: z.object({ rate: z.number().min(0).lt(1) }),
  channelFlow: 'keep',
  outputShape: (_, inputs) => singleInput(inputs),
  weightShapes: noWeights,
  flops: noFlops,
  apply: ({ config, inputs: [x], training, random }) =>
    training ? tf.dropout(x!, config.rate, undefined, Math.floor(random() * 2 ** 31)) : x!,
});

export const add = defineLayer({
  schema: z.object({}),
  channelFlow: 'keep',
  outputShape: (_, inputs) => {
    const [shape] = inputs;
    if (!shape || inputs.some((other) => other.join() !== shape.join()))
      throw new Error(`cannot add tensors of shapes ${inputs.map((input) => `[${input.join()}]`).join(' and ')}`);
    return shape;
  },
  weightShapes: noWeights,
  flops: noFlops,
  apply: ({ inputs }) => tf.addN(inputs),
});
