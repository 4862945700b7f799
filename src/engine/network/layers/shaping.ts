/** Layers without weights that move, cut, repeat or drop entries. */
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { InputError } from '../../errors';
import type { Shape } from '../network';
import { channelsOf, defineLayer, sampleSize, singleInput } from './kind';
import { channelsLastSchema, pairSchema } from './window';

const inputShapeSchema = z.array(z.int().positive().nullable());

/** An input layer's shape stands in its configuration; it is read by the network's reader. */
export const inputLayer = defineLayer({
  schema: z.object({ batch_input_shape: inputShapeSchema.optional(), batch_shape: inputShapeSchema.optional() }),
  outputShape: ({ batch_input_shape, batch_shape }): Shape => {
    const shape = batch_input_shape ?? batch_shape;
    if (!shape) throw new InputError('layer.input-shape');
    return shape.map((size, axis) => {
      if (axis === 0) return -1;
      if (size === null) throw new InputError('layer.input-size');
      return size;
    });
  },
  apply: () => {
    throw new InputError('layer.fed');
  },
});

export const flatten = defineLayer({
  schema: z.object({ data_format: channelsLastSchema }),
  channelFlow: 'reshape',
  outputShape: (_, inputs) => {
    const input = singleInput(inputs);
    return [input[0] ?? -1, sampleSize(input)];
  },
  apply: ({ inputs: [x] }) => tf.reshape(x!, [x!.shape[0] ?? -1, -1]),
});

export const reshape = defineLayer({
  schema: z.object({ target_shape: z.array(z.int()) }),
  channelFlow: 'reshape',
  outputShape: ({ target_shape }, inputs) => {
    const input = singleInput(inputs);
    const known = target_shape.reduce((product, size) => (size > 0 ? product * size : product), 1);
    const shape = target_shape.map((size) => (size > 0 ? size : sampleSize(input) / known));
    if (sampleSize([-1, ...shape]) !== sampleSize(input))
      throw new InputError('layer.reshapes', { target: target_shape.join(), shape: input.slice(1).join() });
    return [input[0] ?? -1, ...shape];
  },
  resize: (config, channels) => {
    const target = z.array(z.int()).parse(config.target_shape);
    return target.at(-1) === -1 ? { ...config } : { ...config, target_shape: [...target.slice(0, -1), channels] };
  },
  apply: ({ config, inputs: [x] }) => tf.reshape(x!, [x!.shape[0] ?? -1, ...config.target_shape]),
});

/** The axes of a sample in another order, counted from 1. */
export const permute = defineLayer({
  schema: z.object({ dims: z.array(z.int().positive()) }),
  channelFlow: ({ dims }) => (dims.at(-1) === dims.length ? 'keep' : { lock: { code: 'moves' } }),
  outputShape: ({ dims }, inputs) => {
    const input = singleInput(inputs);
    if (dims.toSorted((a, b) => a - b).some((axis, index) => axis !== index + 1) || dims.length !== input.length - 1)
      throw new InputError('layer.permutes', { order: dims.join(), shape: input.slice(1).join() });
    return [input[0] ?? -1, ...dims.map((axis) => input[axis]!)];
  },
  apply: ({ config, inputs: [x] }) => tf.transpose(x!, [0, ...config.dims]),
});

/** Entries above, below, left and right: one number, one a direction, or two a direction. */
const sidesSchema = z
  .union([
    z.int().min(0),
    z.tuple([z.int().min(0), z.int().min(0)]),
    z.tuple([z.tuple([z.int().min(0), z.int().min(0)]), z.tuple([z.int().min(0), z.int().min(0)])]),
  ])
  .transform((sides): [[number, number], [number, number]] => {
    const [rows, columns] = typeof sides === 'number' ? [sides, sides] : sides;
    const both = (side: number | [number, number]): [number, number] =>
      typeof side === 'number' ? [side, side] : side;
    return [both(rows), both(columns)];
  });

export const zeroPadding2d = defineLayer({
  schema: z.object({
    padding: sidesSchema.default([
      [1, 1],
      [1, 1],
    ]),
    data_format: channelsLastSchema,
  }),
  outputShape: ({ padding: [rows, columns] }, inputs) => {
    const [batch = -1, height = 0, width = 0, channels = 0] = singleInput(inputs);
    return [batch, height + rows[0] + rows[1], width + columns[0] + columns[1], channels];
  },
  apply: ({
    config: {
      padding: [rows, columns],
    },
    inputs: [x],
  }) => tf.pad(x!, [[0, 0], rows, columns, [0, 0]]),
});

export const cropping2d = defineLayer({
  schema: z.object({
    cropping: sidesSchema.default([
      [0, 0],
      [0, 0],
    ]),
    data_format: channelsLastSchema,
  }),
  outputShape: ({ cropping: [rows, columns] }, inputs) => {
    const [batch = -1, height = 0, width = 0, channels = 0] = singleInput(inputs);
    const shape = [batch, height - rows[0] - rows[1], width - columns[0] - columns[1], channels];
    if (shape.slice(1).some((size) => size < 1)) throw new InputError('layer.crops', { height, width });
    return shape;
  },
  apply: ({
    config: {
      cropping: [rows, columns],
    },
    inputs: [x],
  }) => {
    const [, height = 0, width = 0] = x!.shape;
    return tf.slice(
      x!,
      [0, rows[0], columns[0], 0],
      [-1, height - rows[0] - rows[1], width - columns[0] - columns[1], -1],
    );
  },
});

export const upSampling2d = defineLayer({
  schema: z.object({
    size: pairSchema.default([2, 2]),
    interpolation: z.enum(['nearest', 'bilinear']).default('nearest'),
    data_format: channelsLastSchema,
  }),
  outputShape: ({ size }, inputs) => {
    const [batch = -1, height = 0, width = 0, channels = 0] = singleInput(inputs);
    return [batch, height * size[0], width * size[1], channels];
  },
  apply: ({ config: { size, interpolation }, inputs: [image] }) => {
    const x = image as tf.Tensor4D;
    const to: [number, number] = [x.shape[1] * size[0], x.shape[2] * size[1]];
    return interpolation === 'nearest'
      ? tf.image.resizeNearestNeighbor(x, to)
      : tf.image.resizeBilinear(x, to, false, true);
  },
});

/** Scales images to a size of its own, as networks do in front. */
export const resizing = defineLayer({
  schema: z.object({
    height: z.int().positive(),
    width: z.int().positive(),
    interpolation: z.enum(['nearest', 'bilinear']).default('bilinear'),
    crop_to_aspect_ratio: z.literal(false).default(false),
    pad_to_aspect_ratio: z.literal(false).default(false),
    antialias: z.literal(false).default(false),
    fill_mode: z.unknown().optional(),
    fill_value: z.unknown().optional(),
    data_format: channelsLastSchema,
  }),
  outputShape: ({ height, width }, inputs) => {
    const input = singleInput(inputs);
    return [input[0] ?? -1, height, width, channelsOf(input)];
  },
  apply: ({ config: { height, width, interpolation }, inputs: [x] }) =>
    interpolation === 'nearest'
      ? tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [height, width], false, true)
      : tf.image.resizeBilinear(x as tf.Tensor4D, [height, width], false, true),
});

const rateSchema = z.object({ rate: z.number().min(0).lt(1) });

const seedOf = (random: () => number): number => Math.floor(random() * 2 ** 31);

export const dropout = defineLayer({
  schema: rateSchema,
  apply: ({ config, inputs: [x], training, random }) =>
    training ? tf.dropout(x!, config.rate, undefined, seedOf(random)) : x!,
});

/** Drops whole channels. */
export const spatialDropout = defineLayer({
  schema: rateSchema,
  apply: ({ config, inputs: [x], training, random }) => {
    const noise = x!.shape.map((size, axis) => (axis === 0 || axis === x!.rank - 1 ? size : 1));
    return training ? tf.dropout(x!, config.rate, noise, seedOf(random)) : x!;
  },
});

/** x times noise of mean 1 and the deviation sqrt(rate / (1 - rate)). */
export const gaussianDropout = defineLayer({
  schema: rateSchema,
  apply: ({ config: { rate }, inputs: [x], training, random }) =>
    training ? tf.mul(x!, tf.randomNormal(x!.shape, 1, Math.sqrt(rate / (1 - rate)), 'float32', seedOf(random))) : x!,
});

export const gaussianNoise = defineLayer({
  schema: z.object({ stddev: z.number().min(0) }),
  apply: ({ config, inputs: [x], training, random }) =>
    training ? tf.add(x!, tf.randomNormal(x!.shape, 0, config.stddev, 'float32', seedOf(random))) : x!,
});

/** Alpha dropout is left out of training too: its noise suits networks without batch norms. */
export const alphaDropout = defineLayer({ schema: rateSchema, apply: ({ inputs: [x] }) => x! });
