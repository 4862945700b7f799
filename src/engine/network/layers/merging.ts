/** Layers that make one tensor of several. */
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { InputError } from '../../errors';
import type { Shape } from '../network';
import { defineLayer } from './kind';

const listed = (inputs: Shape[]): string => inputs.map((shape) => `[${shape.join()}]`).join(' and ');

/** The shape of tensors combined entry by entry; an axis of length 1 is repeated. */
function broadcast(inputs: Shape[]): Shape {
  const [first] = inputs;
  if (!first || inputs.length < 2) throw new InputError('layer.several', { count: inputs.length });
  return first.map((_, axis) => {
    const sizes = inputs.map((shape) => shape[axis] ?? 0);
    const longest = Math.max(...sizes);
    if (inputs.some(({ length }) => length !== first.length) || sizes.some((size) => size !== 1 && size !== longest))
      throw new InputError('layer.combines', { shapes: listed(inputs) });
    return longest;
  });
}

const combining = (combine: (tensors: tf.Tensor[]) => tf.Tensor) =>
  defineLayer({
    schema: z.object({}),
    outputShape: (_, inputs) => broadcast(inputs),
    apply: ({ inputs }) => combine(inputs),
  });

const sum = (tensors: tf.Tensor[]): tf.Tensor =>
  tensors.every(({ size }) => size === tensors[0]?.size) ? tf.addN(tensors) : tensors.reduce((a, b) => tf.add(a, b));

export const add = combining(sum);
export const subtract = combining((tensors) => tensors.reduce((a, b) => tf.sub(a, b)));
export const multiply = combining((tensors) => tensors.reduce((a, b) => tf.mul(a, b)));
export const average = combining((tensors) => tf.div(sum(tensors), tensors.length));
export const maximum = combining((tensors) => tensors.reduce((a, b) => tf.maximum(a, b)));
export const minimum = combining((tensors) => tensors.reduce((a, b) => tf.minimum(a, b)));

export const concatenate = defineLayer({
  schema: z.object({ axis: z.int().default(-1) }),
  channelFlow: ({ axis }, [shape]) => (axis === -1 || axis === (shape?.length ?? 0) - 1 ? 'concatenate' : 'keep'),
  outputShape: ({ axis }, inputs) => {
    const [first] = inputs;
    if (!first) throw new InputError('layer.no-inputs');
    const along = axis < 0 ? first.length + axis : axis;
    return first.map((size, at) => {
      if (at === along) return inputs.reduce((total, shape) => total + (shape[at] ?? 0), 0);
      if (inputs.some((shape) => shape.length !== first.length || shape[at] !== size))
        throw new InputError('layer.joins', { shapes: listed(inputs), axis });
      return size;
    });
  },
  apply: ({ config, inputs }) => (inputs.length === 1 ? inputs[0]! : tf.concat(inputs, config.axis)),
});
