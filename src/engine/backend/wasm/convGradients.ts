import * as tf from '@tensorflow/tfjs';

/** The geometry of a 2-D convolution that its two gradients need; `dilation` is not supported. */
export interface ConvGeometry {
  stride: [number, number];
  /** Rows above and columns left of the image, as the forward pass padded it. */
  padBefore: [number, number];
  /** [kernel height, kernel width] */
  kernel: [number, number];
}

const axisIndices = [0, 1] as const;

/**
 * Gradient of a convolution with respect to its input, as stride-1 convolutions of the output's gradient.
 *
 * Input row `i` meets output row `o` through kernel row `k = i + pad - stride * o`, so the rows with equal
 * `(i + pad) mod stride` form a phase that sees every stride-th kernel row only. Each phase is a full convolution with
 * its own sub-kernel, turned by 180 degrees; depthToSpace interleaves the phases. No multiplication is wasted on zeros.
 *
 * @param dy [N, outH, outW, C_out]
 * @param filter [kh, kw, C_in, C_out]
 * @param inputShape [N, H, W, C_in]
 * @returns [N, H, W, C_in]
 */
export function convInputGradient(
  dy: tf.Tensor4D,
  filter: tf.Tensor4D,
  inputShape: [number, number, number, number],
  { stride, padBefore, kernel }: ConvGeometry,
): tf.Tensor4D {
  return tf.tidy(() => {
    if (stride[0] === 1 && stride[1] === 1) return unitStrideInputGradient(dy, filter, inputShape, padBefore, kernel);
    const phaseRows = axisIndices.map((axis) =>
      Math.max(dy.shape[axis + 1] ?? 0, Math.ceil(((inputShape[axis + 1] ?? 0) + padBefore[axis]) / stride[axis])),
    );
    const phases: tf.Tensor4D[] = [];
    for (let row = 0; row < stride[0]; row++)
      for (let column = 0; column < stride[1]; column++)
        phases.push(phaseOfInputGradient(dy, filter, [row, column], stride, kernel, phaseRows));
    return cropAndPad(interleave(phases, stride), padBefore, inputShape);
  });
}

/** The one phase of stride 1, its crop taken by padding less; rows that no window reached get zeros. */
function unitStrideInputGradient(
  dy: tf.Tensor4D,
  filter: tf.Tensor4D,
  inputShape: [number, number, number, number],
  padBefore: [number, number],
  kernel: [number, number],
): tf.Tensor4D {
  const turned = tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2]);
  const [top, left] = axisIndices.map((axis) => kernel[axis] - 1 - padBefore[axis]) as [number, number];
  const bottom = inputShape[1] + padBefore[0] - dy.shape[1];
  const right = inputShape[2] + padBefore[1] - dy.shape[2];
  return tf.conv2d(dy, turned, 1, [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ]);
}

function phaseOfInputGradient(
  dy: tf.Tensor4D,
  filter: tf.Tensor4D,
  phase: [number, number],
  stride: [number, number],
  kernel: [number, number],
  phaseRows: number[],
): tf.Tensor4D {
  const [batch, outH, outW] = dy.shape;
  const [, , inChannels, outChannels] = filter.shape;
  const taps = axisIndices.map((axis) => Math.ceil((kernel[axis] - phase[axis]) / stride[axis]));
  const [tapRows = 0, tapColumns = 0] = taps;
  const [rows = 0, columns = 0] = phaseRows;
  if (tapRows <= 0 || tapColumns <= 0) return tf.zeros([batch, rows, columns, inChannels]);
  const subKernel = tf.stridedSlice(
    filter,
    [phase[0], phase[1], 0, 0],
    [kernel[0], kernel[1], inChannels, outChannels],
    [stride[0], stride[1], 1, 1],
  ) as tf.Tensor4D;
  const turned = tf.transpose(tf.reverse(subKernel, [0, 1]), [0, 1, 3, 2]);
  return tf.conv2d(dy, turned, 1, [
    [0, 0],
    [tapRows - 1, rows - outH],
    [tapColumns - 1, columns - outW],
    [0, 0],
  ]);
}

/** Puts phase (a, b) at rows a, a + stride, ... and columns b, b + stride, ... */
function interleave(phases: tf.Tensor4D[], stride: [number, number]): tf.Tensor4D {
  if (stride[0] === stride[1]) return tf.depthToSpace(tf.concat(phases, 3), stride[0]);
  const [batch = 0, rows = 0, columns = 0, channels = 0] = phases[0]?.shape ?? [];
  const stacked = tf.reshape(tf.stack(phases, 0), [stride[0], stride[1], batch, rows, columns * channels]);
  const byRow = tf.transpose(stacked, [2, 3, 0, 1, 4]);
  const cells = tf.reshape(byRow, [batch * rows * stride[0], stride[1], columns, channels]);
  return tf.reshape(tf.transpose(cells, [0, 2, 1, 3]), [batch, rows * stride[0], columns * stride[1], channels]);
}

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
