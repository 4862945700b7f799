import * as tf from '@tensorflow/tfjs';

/** What a convolution needs besides its weights. */
export interface Convolution {
  readonly kernelSize: [number, number];
  readonly strides: [number, number];
  readonly padding: 'same' | 'valid';
  readonly dilation: [number, number];
  /** c and n */
  readonly channels: number;
  readonly filters: number;
  readonly hasBias: boolean;
}

/**
 * A layer as one convolution, O = X * W + b: X [N, h, w, c] is made of what the layer reads, W [kh, kw, c, n / G] of one of its
 * weights, b [n] is its bias, and O [N, h', w', n] what it puts out, but for the shape. The G blocks of a grouped convolution,
 * neighbours among the channels as among the filters, each have filters of their own; all others have one block.
 */
export interface ConvolutionForm extends Convolution {
  /** G */
  readonly blocks: number;
  /** Of X: [h, w] */
  readonly size: [number, number];
  /** The channel of the layer's input that each of X's is. */
  readonly places: readonly number[];
  /** The weight that W is made of. */
  readonly weight: string;
  /** Tensors of X's size that making it takes; none where it has the entries of what the layer reads. */
  readonly making: number;
  toInput(x: tf.Tensor, weight: (name: string) => tf.Tensor): tf.Tensor4D;
  toKernel(weight: tf.Tensor): tf.Tensor4D;
  /** Undoes `toKernel`. @param shape of the weight */
  toWeight(kernel: tf.Tensor4D, shape: number[]): tf.Tensor;
}

type Settings = Pick<ConvolutionForm, 'kernelSize' | 'size' | 'channels' | 'filters' | 'hasBias'>;

/** The form of a layer whose input and kernel have the entries of X and W in their order, but for what is told otherwise. */
export function convolutionForm(settings: Settings & Partial<ConvolutionForm>): ConvolutionForm {
  const { kernelSize, size, channels, filters, blocks = 1 } = settings;
  const taps = kernelSize[0] * kernelSize[1];
  return {
    strides: [1, 1],
    padding: 'valid',
    dilation: [1, 1],
    blocks,
    places: [...Array(channels).keys()],
    weight: 'kernel',
    making: 0,
    toInput: (x) => tf.reshape(x, [-1, ...size, channels]),
    toKernel: (weight) => {
      const byFilters = blocks === 1 ? weight : swapped(weight, [taps, channels / blocks, blocks, filters / blocks]);
      return tf.reshape(byFilters, [...kernelSize, channels, filters / blocks]);
    },
    toWeight: (kernel, shape) => {
      const byChannels = blocks === 1 ? kernel : swapped(kernel, [taps, blocks, channels / blocks, filters / blocks]);
      return tf.reshape(byChannels, shape);
    },
    ...settings,
  };
}

/** The tensor in a shape of four axes, the two in the middle changed over. */
const swapped = (tensor: tf.Tensor, shape: [number, number, number, number]): tf.Tensor =>
  tf.transpose(tf.reshape(tensor, shape), [0, 2, 1, 3]);
