import * as tf from '@tensorflow/tfjs';
import { conv2dSchema } from '../network/layers/conv2d';
import { layerOf, type Network, weightOf } from '../network/network';

/** What a convolution needs besides its weights. */
export interface Convolution {
  readonly kernelSize: [number, number];
  readonly strides: [number, number];
  readonly padding: 'same' | 'valid';
  /** c and n */
  readonly channels: number;
  readonly filters: number;
  readonly hasBias: boolean;
}

export function convolutionOf(network: Network, layer: string): Convolution {
  const { kernel_size, strides, padding, filters, use_bias } = conv2dSchema.parse(layerOf(network, layer).config);
  const channels = weightOf(network, layer, 'kernel').shape[2] ?? 0;
  return { kernelSize: kernel_size, strides, padding, channels, filters, hasBias: use_bias };
}

export const tapsOf = ({ kernelSize }: Convolution): number => kernelSize[0] * kernelSize[1];

/**
 * A kernel as a matrix, whose rows are those of U^T, the transposed patches: channel by channel, in each tap by tap.
 * [kh, kw, c, n] to [c taps, n].
 */
export function toRows(kernel: tf.Tensor4D): tf.Tensor2D {
  return tf.reshape(tf.transpose(kernel, [2, 0, 1, 3]), [-1, kernel.shape[3]]);
}

/** The kernel that `toRows` made the rows of. */
export function fromRows({ kernelSize, filters }: Convolution, rows: tf.Tensor2D): tf.Tensor4D {
  return tf.transpose(tf.reshape(rows, [-1, ...kernelSize, filters]), [1, 2, 0, 3]) as tf.Tensor4D;
}

/** O = X * W + b. X [N, h, w, c], W [kh, kw, c, n], b [n] to [N, h', w', n]. */
export function convolve(
  { strides, padding: pad }: Convolution,
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  bias: tf.Tensor,
  activation: 'linear' | 'relu' = 'linear',
): tf.Tensor4D {
  return tf.fused.conv2d({ x, filter, bias, strides, pad, activation });
}

/** An input [N, h, w, c], and where memory allows U^T, its patches: [c taps, N h' w']. */
export interface Features {
  readonly input: tf.Tensor4D;
  readonly patches: tf.Tensor2D | undefined;
}

/** U^T of an input: for every channel and tap the pixel that every output position sees there. */
export function patchesOf({ kernelSize, strides, padding }: Convolution, input: tf.Tensor4D): tf.Tensor2D {
  return tf.tidy(() => {
    const [batch, , , channels] = input.shape;
    const { outHeight, outWidth, padInfo } = tf.backend_util.computeConv2DInfo(
      input.shape,
      [...kernelSize, channels, 1],
      strides,
      1,
      padding,
    );
    const planes = tf.transpose(input, [3, 0, 1, 2]);
    const padded = tf.pad(planes, [
      [0, 0],
      [0, 0],
      [padInfo.top, padInfo.bottom],
      [padInfo.left, padInfo.right],
    ]);
    const taps: tf.Tensor[] = [];
    for (let row = 0; row < kernelSize[0]; row++)
      for (let column = 0; column < kernelSize[1]; column++) {
        const end = [channels, batch, row + (outHeight - 1) * strides[0] + 1, column + (outWidth - 1) * strides[1] + 1];
        const seen = tf.stridedSlice(padded, [0, 0, row, column], end, [1, 1, ...strides]);
        taps.push(tf.reshape(seen, [channels, batch * outHeight * outWidth]));
      }
    return tf.reshape(tf.stack(taps, 1), [channels * taps.length, -1]);
  });
}

/**
 * U^T dO: the gradient for a kernel's rows, or the products of the patches with anything else that has their positions.
 *
 * @param values [N, h', w', m]
 * @returns [c taps, m]
 */
export function patchProducts(
  convolution: Convolution,
  { input, patches }: Features,
  values: tf.Tensor4D,
): tf.Tensor2D {
  if (patches) return tf.matMul(patches, tf.reshape(values, [-1, values.shape[3]]));
  const { kernelSize, strides, padding: pad } = convolution;
  const filterShape = [...kernelSize, input.shape[3], values.shape[3]];
  const inputs = { x: input, dy: values };
  const attributes = { strides, pad, dataFormat: 'NHWC', filterShape };
  return toRows(tf.engine().runKernel(tf.Conv2DBackpropFilter, inputs, attributes) as tf.Tensor4D);
}
