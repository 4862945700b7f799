import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { runCustomKernel } from '../../backend/customKernels';
import { InputError } from '../../errors';
import type { Shape } from '../network';
import { channelsOf, defineLayer, singleInput } from './kind';
import { channelsLastSchema, paddingSchema, pairSchema, singleSchema, slide, steps } from './window';

type Pool = (
  x: tf.Tensor4D,
  size: [number, number],
  strides: [number, number],
  padding: 'same' | 'valid',
) => tf.Tensor4D;

export const windowPoolSchema = z.object({
  pool_size: pairSchema.default([2, 2]),
  strides: pairSchema.nullish(),
  padding: paddingSchema.default('valid'),
  data_format: channelsLastSchema,
});

const windowPool = (pool: Pool) =>
  defineLayer({
    schema: windowPoolSchema,
    outputShape: ({ pool_size, strides, padding }, inputs) => {
      const input = singleInput(inputs);
      return [...slide(input, pool_size, strides ?? pool_size, padding), channelsOf(input)];
    },
    apply: ({ config, inputs: [x] }) =>
      pool(x as tf.Tensor4D, config.pool_size, config.strides ?? config.pool_size, config.padding),
  });

const poolMaxima: Pool = (x, size, strides, padding) =>
  tilesExactly(x.shape, size, strides) ? maxPoolTiles(x, size) : tf.maxPool(x, size, strides, padding);

export const maxPooling2d = windowPool(poolMaxima);
export const averagePooling2d = windowPool(tf.avgPool);

const sequencePool = (pool: Pool) =>
  defineLayer({
    schema: z.object({
      pool_size: singleSchema.default(2),
      strides: singleSchema.nullish(),
      padding: paddingSchema.default('valid'),
      data_format: channelsLastSchema,
    }),
    outputShape: ({ pool_size, strides, padding }, inputs) => {
      const [batch = -1, length = 0, channels = 0] = singleInput(inputs);
      return [batch, steps(length, pool_size, strides ?? pool_size, padding), channels];
    },
    apply: ({ config: { pool_size, strides, padding }, inputs: [x] }) => {
      const row = tf.expandDims(x as tf.Tensor3D, 1) as tf.Tensor4D;
      return tf.squeeze(pool(row, [1, pool_size], [1, strides ?? pool_size], padding), [1]);
    },
  });

export const maxPooling1d = sequencePool(tf.maxPool);
export const averagePooling1d = sequencePool(tf.avgPool);

const globalPool = (rank: number, pool: (x: tf.Tensor) => tf.Tensor) =>
  defineLayer({
    schema: z.object({ keepdims: z.boolean().default(false), data_format: channelsLastSchema }),
    outputShape: ({ keepdims }, inputs) => {
      const input = singleInput(inputs);
      if (input.length !== rank) throw new InputError('layer.rank', { rank, shape: input.join() });
      return pooledShape(input, keepdims);
    },
    apply: ({ config, inputs: [x] }) => tf.reshape(pool(x!), [...pooledShape(x!.shape, config.keepdims)]),
  });

const pooledShape = (input: Shape, keepsAxes: boolean): Shape => [
  input[0] ?? -1,
  ...(keepsAxes ? input.slice(1, -1).map(() => 1) : []),
  channelsOf(input),
];

export const globalAveragePooling2d = globalPool(4, (x) => averageOverPositions(x as tf.Tensor4D));
export const globalMaxPooling2d = globalPool(4, (x) => tf.max(x, [1, 2]));
export const globalAveragePooling1d = globalPool(3, (x) => tf.mean(x, 1));
export const globalMaxPooling1d = globalPool(3, (x) => tf.max(x, 1));

/** Mean over height and width, [N, h, w, C] to [N, C], its gradient without a tiling. */
function averageOverPositions(x: tf.Tensor4D): tf.Tensor2D {
  const [batch, height, width, channels] = x.shape;
  const averaged = tf.customGrad((...args: Array<tf.Tensor | tf.GradSaveFunc>) => {
    const [image] = args as [tf.Tensor4D];
    const gradFunc = (dy: tf.Tensor) => {
      const own = runCustomKernel('meanGradient', { dy }, { shape: x.shape });
      if (own) return own;
      const share = tf.reshape<tf.Rank.R4>(tf.div(dy, height * width), [batch, 1, 1, channels]);
      return tf.image.resizeNearestNeighbor(share, [height, width]);
    };
    return { value: tf.reshape(tf.avgPool(image, [height, width], 1, 'valid'), [batch, channels]), gradFunc };
  });
  return averaged(x) as tf.Tensor2D;
}

/** Whether windows lie side by side and cover the image. @param shape [N, H, W, C] */
export const tilesExactly = (
  [, height = 0, width = 0]: Shape,
  size: readonly [number, number],
  strides: readonly [number, number],
): boolean => size[0] === strides[0] && size[1] === strides[1] && height % size[0] === 0 && width % size[1] === 0;

/**
 * Max pooling over tiles, with a gradient of one pass or of elementwise steps: it goes to the positions that equal their tile's
 * maximum, in equal shares where several do.
 */
export function maxPoolTiles(x: tf.Tensor4D, size: [number, number]): tf.Tensor4D {
  const pooled = tf.customGrad((...args: Array<tf.Tensor | tf.GradSaveFunc>) => {
    const [image, save] = args as [tf.Tensor4D, tf.GradSaveFunc];
    const maxima =
      runCustomKernel<tf.Tensor4D>('maxPool', { x: image }, { tile: size }) ?? tf.maxPool(image, size, size, 'valid');
    save([image, maxima]);
    const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]) => {
      const [from, tops] = saved as [tf.Tensor4D, tf.Tensor4D];
      const own = runCustomKernel('maxPoolGradient', { x: from, y: tops, dy }, { tile: size });
      if (own) return own;
      const isBelow = tf.step(tf.sub(spreadOverTiles(tops, from), from));
      const isTop = tf.sub(1, isBelow) as tf.Tensor4D;
      const shares = tf.div(dy, tf.mul(tf.avgPool(isTop, size, size, 'valid'), size[0] * size[1])) as tf.Tensor4D;
      return tf.mul(isTop, spreadOverTiles(shares, from));
    };
    return { value: maxima, gradFunc };
  });
  return pooled(x) as tf.Tensor4D;
}

function spreadOverTiles(tiles: tf.Tensor4D, like: tf.Tensor4D): tf.Tensor4D {
  return tf.image.resizeNearestNeighbor(tiles, [like.shape[1], like.shape[2]]);
}
