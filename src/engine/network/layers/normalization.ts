/** Normalisations besides the batch's, and the scaling of images that networks carry in front. */
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { InputError } from '../../errors';
import type { Shape } from '../network';
import { axisSchema, onLastAxis } from './axis';
import { channelsOf, defineLayer, singleInput } from './kind';

export const layerNormalization = defineLayer({
  schema: z.object({
    axis: axisSchema,
    epsilon: z.number().positive().default(1e-3),
    center: z.boolean().default(true),
    scale: z.boolean().default(true),
  }),
  channelFlow: { lock: { code: 'normalises' } },
  outputShape: ({ axis }, inputs) => onLastAxis(axis, singleInput(inputs)),
  weightShapes: ({ center, scale }, inputs) => {
    const shape = [channelsOf(singleInput(inputs))];
    return { ...(scale ? { gamma: shape } : {}), ...(center ? { beta: shape } : {}) };
  },
  weightAxes: { gamma: { output: 0 }, beta: { output: 0 } },
  apply: ({ config, inputs: [x], weight }) => {
    const { mean, variance } = tf.moments(x!, -1, true);
    const normal = tf.mul(tf.sub(x!, mean), tf.rsqrt(tf.add(variance, config.epsilon)));
    const scaled = config.scale ? tf.mul(normal, weight('gamma')) : normal;
    return config.center ? tf.add(scaled, weight('beta')) : scaled;
  },
});

const numbersSchema = z.union([z.number(), z.array(z.number())]);

const rowOf = (value: number | number[]): tf.Tensor =>
  typeof value === 'number' ? tf.scalar(value) : tf.tensor1d(value);

/** The shape, for whose channels there are as many numbers, or one for all. */
function fitting(shape: Shape, ...numbers: ReadonlyArray<number | number[] | undefined>): Shape {
  for (const list of numbers)
    if (typeof list === 'object' && list.length !== 1 && list.length !== channelsOf(shape))
      throw new InputError('layer.numbers', { count: list.length, channels: channelsOf(shape) });
  return shape;
}

/** scale x + offset */
export const rescaling = defineLayer({
  schema: z.object({ scale: numbersSchema, offset: numbersSchema.default(0) }),
  channelFlow: ({ scale, offset }) =>
    typeof scale === 'number' && typeof offset === 'number' ? 'keep' : { lock: { code: 'scales' } },
  outputShape: ({ scale, offset }, inputs) => fitting(singleInput(inputs), scale, offset),
  apply: ({ config, inputs: [x] }) => tf.add(tf.mul(x!, rowOf(config.scale)), rowOf(config.offset)),
});

const nestedNumbers = z
  .union([z.number(), z.array(z.unknown())])
  .nullish()
  .transform((value) => (value == null ? undefined : [value].flat(Infinity).map(Number)));

/** (x - mean) / sqrt(variance), with moments that were counted before (`adapt`) or stand in the configuration. */
export const normalization = defineLayer({
  schema: z.object({
    axis: z.union([z.int(), z.array(z.int())]).nullish(),
    mean: nestedNumbers,
    variance: nestedNumbers,
    invert: z.literal(false).default(false),
  }),
  channelFlow: { lock: { code: 'scales' } },
  outputShape: ({ axis, mean, variance }, inputs) => {
    const shape = singleInput(inputs);
    const [along, ...more] = [axis ?? []].flat();
    if (more.length > 0) throw new InputError('layer.axes', { count: more.length + 1 });
    if (along !== undefined) onLastAxis(along, shape);
    return fitting(shape, mean, variance);
  },
  weightShapes: ({ mean, axis }, inputs) => {
    if (mean) return {};
    const hasAxis = axis !== null && !(Array.isArray(axis) && axis.length === 0);
    const shape = hasAxis ? [channelsOf(singleInput(inputs))] : [];
    return { mean: shape, variance: shape, count: [] };
  },
  apply: ({ config, inputs: [x], weight }) => {
    const mean = config.mean ? tf.tensor1d(config.mean) : weight('mean');
    const variance = config.variance ? tf.tensor1d(config.variance) : weight('variance');
    return tf.div(tf.sub(x!, mean), tf.maximum(tf.sqrt(variance), 1e-7));
  },
});
