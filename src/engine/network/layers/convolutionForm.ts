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
 * A layer as one convolution, O = X * W + b: X [N, h, w, c] is made of what the layer reads, W [kh, kw, c, n] of one of its
 * weights, b [n] is its bias, and O [N, h', w', n] what it puts out, but for the shape.
 */
export interface ConvolutionForm extends Convolution {
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
  const { kernelSize, size, channels, filters } = settings;
  return {
    strides: [1, 1],
    padding: 'valid',
    dilation: [1, 1],
    places: [...Array(channels).keys()],
    weight: 'kernel',
    making: 0,
    toInput: (x) => tf.reshape(x, [-1, ...size, channels]),
    toKernel: (weight) => tf.reshape(weight, [...kernelSize, channels, filters]),
    toWeight: (kernel, shape) => tf.reshape(kernel, shape),
    ...settings,
  };
}
