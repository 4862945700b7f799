import * as tf from '@tensorflow/tfjs';
import type { ConvGeometry } from './simdKernels';

const axisIndices = [0, 1] as const;

function cropAndPad(image: tf.Tensor4D, begin: [number, number], shape: [number, number, number, number]): tf.Tensor4D {
  const [batch, height, width, channels] = shape;
  const rows = Math.min(height, image.shape[1] - begin[0]);
  const columns = Math.min(width, image.shape[2] - begin[1]);
  const isWhole = begin[0] === 0 && begin[1] === 0 && rows === image.shape[1] && columns === image.shape[2];
  const cropped = isWhole ? image : tf.slice(image, [0, begin[0], begin[1], 0], [batch, rows, columns, channels]);
  if (rows === height && columns === width) return cropped;
  return tf.pad(cropped, [
    [0, 0],
    [0, height - rows],
    [0, width - columns],
    [0, 0],
  ]);
}

/**
 * Gradient of a depthwise convolution with respect to its input. The input gradient of channel c needs only the
 * output gradients c * multiplier ... c * multiplier + multiplier - 1: zero-spread by the stride, they are convolved
 * depthwise by the turned kernel and summed over the multiplier.
 *
 * @param dy [N, outH, outW, C * multiplier]
 * @param filter [kh, kw, C, multiplier]
 * @returns [N, H, W, C]
 */
export function depthwiseInputGradient(
  dy: tf.Tensor4D,
  filter: tf.Tensor4D,
  inputShape: [number, number, number, number],
  { stride, padBefore, kernel }: ConvGeometry,
): tf.Tensor4D {
  return tf.tidy(() => {
    const [, , channels, multiplier] = filter.shape;
    const spread: tf.Tensor4D = spreadByZeros(dy, stride);
    const turned = tf.reshape<tf.Rank.R4>(tf.reverse(filter, [0, 1]), [kernel[0], kernel[1], channels * multiplier, 1]);
    const [below, right] = axisIndices.map((axis) =>
      Math.max(0, inputShape[axis + 1]! + padBefore[axis] - spread.shape[axis + 1]!),
    ) as [number, number];
    const full = tf.depthwiseConv2d(
      tf.pad<tf.Tensor4D>(spread, [
        [0, 0],
        [kernel[0] - 1, below],
        [kernel[1] - 1, right],
        [0, 0],
      ]),
      turned,
      1,
      'valid',
    );
    const cropped = cropAndPad(full, padBefore, [inputShape[0], inputShape[1], inputShape[2], channels * multiplier]);
    if (multiplier === 1) return cropped;
    return tf.sum(tf.reshape(cropped, [...inputShape, multiplier]), 4);
  });
}

/** Puts stride - 1 zero rows and columns behind each row and column. */
function spreadByZeros(image: tf.Tensor4D, [rowStride, columnStride]: [number, number]): tf.Tensor4D {
  if (rowStride === 1 && columnStride === 1) return image;
  const [batch, height, width, channels] = image.shape;
  const columns = tf.pad(tf.reshape(image, [batch * height, width, channels]), [
    [0, 0],
    [0, 0],
    [0, (columnStride - 1) * channels],
  ]);
  const rows = tf.pad(tf.reshape(columns, [batch, height, width * columnStride * channels]), [
    [0, 0],
    [0, 0],
    [0, (rowStride - 1) * width * columnStride * channels],
  ]);
  return tf.reshape(rows, [batch, height * rowStride, width * columnStride, channels]);
}

/**
 * Gradient of a depthwise convolution with respect to its kernel: for each tap, the sum over images and positions of
 * the input under that tap times the output's gradient.
 *
 * @param x [N, H, W, C]
 * @param dy [N, outH, outW, C * multiplier]
 * @returns [kh, kw, C, multiplier]
 */
export function depthwiseFilterGradient(
  x: tf.Tensor4D,
  dy: tf.Tensor4D,
  multiplier: number,
  { stride, padBefore, kernel }: ConvGeometry,
): tf.Tensor4D {
  return tf.tidy(() => {
    const [batch, outH, outW, outChannels] = dy.shape;
    const channels = x.shape[3];
    const [below, right] = axisIndices.map((axis) =>
      Math.max(0, kernel[axis] + (dy.shape[axis + 1]! - 1) * stride[axis] - padBefore[axis] - x.shape[axis + 1]!),
    ) as [number, number];
    const padded = tf.pad(x, [
      [0, 0],
      [padBefore[0], below],
      [padBefore[1], right],
      [0, 0],
    ]);
    const positions = batch * outH * outW;
    const ones = tf.ones([1, positions]);
    const taps: tf.Tensor2D[] = [];
    for (let row = 0; row < kernel[0]; row++)
      for (let column = 0; column < kernel[1]; column++) {
        const under = tf.stridedSlice(
          padded,
          [0, row, column, 0],
          [batch, row + (outH - 1) * stride[0] + 1, column + (outW - 1) * stride[1] + 1, channels],
          [1, stride[0], stride[1], 1],
        ) as tf.Tensor4D;
        const repeated =
          multiplier === 1 ? under : tf.reshape(tf.tile(tf.expandDims(under, 4), [1, 1, 1, 1, multiplier]), dy.shape);
        taps.push(tf.matMul(ones, tf.reshape(tf.mul(repeated, dy), [positions, outChannels])));
      }
    return tf.reshape(tf.concat(taps, 0), [kernel[0], kernel[1], channels, multiplier]);
  });
}
