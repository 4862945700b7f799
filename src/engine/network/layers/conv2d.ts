import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import type { Layer } from '../network';
import { noActivationSchema } from './activations';
import { convolutionForm } from './convolutionForm';
import { channelsOf, defineLayer, sampleSize, singleInput } from './kind';
import { channelsLastSchema, paddingSchema, pairSchema, slide } from './window';

export const conv2dSchema = z.object({
  filters: z.int().positive(),
  kernel_size: pairSchema,
  strides: pairSchema.default([1, 1]),
  padding: paddingSchema.default('valid'),
  dilation_rate: pairSchema.default([1, 1]),
  groups: z.int().positive().default(1),
  data_format: channelsLastSchema,
  activation: noActivationSchema,
  use_bias: z.boolean().default(true),
});

export const spread = (kernel: [number, number], dilation: [number, number]): [number, number] => [
  (kernel[0] - 1) * dilation[0] + 1,
  (kernel[1] - 1) * dilation[1] + 1,
];

export const conv2d = defineLayer({
  schema: conv2dSchema,
  channelFlow: 'mix',
  blocks: ({ groups }) => groups,
  outputShape: ({ filters, kernel_size, strides, padding, dilation_rate }, inputs) => [
    ...slide(singleInput(inputs), spread(kernel_size, dilation_rate), strides, padding),
    filters,
  ],
  weightShapes: ({ filters, kernel_size, use_bias, groups }, inputs) => ({
    kernel: [...kernel_size, channelsOf(singleInput(inputs)) / groups, filters],
    ...(use_bias ? { bias: [filters] } : {}),
  }),
  weightAxes: { kernel: { input: 2, output: 3 }, bias: { output: 0 } },
  resize: (config, filters) => ({ ...config, filters }),
  asConvolution: (
    { filters, kernel_size, strides, padding, dilation_rate, use_bias, groups },
    [, height = 1, width = 1, channels = 1],
  ) =>
    convolutionForm({
      kernelSize: kernel_size,
      strides,
      padding,
      dilation: dilation_rate,
      size: [height, width],
      channels,
      filters,
      blocks: groups,
      hasBias: use_bias,
    }),
  flops: ({ kernel_size, groups }, input, output) =>
    ((kernel_size[0] * kernel_size[1] * channelsOf(input)) / groups) * sampleSize(output),
  apply: ({ config, inputs: [image], weight }) => {
    const x = image as tf.Tensor4D;
    const filter = dilate(weight('kernel') as tf.Tensor4D, config.dilation_rate);
    const { strides, padding: pad, groups } = config;
    if (groups > 1) {
      const y = groupedConvolution(x, filter, groups, strides, pad);
      return config.use_bias ? tf.add(y, weight('bias')) : y;
    }
    // The fused kernel's gradient always computes that of the image too, which the first layer has no use for.
    if (!config.use_bias) return tf.conv2d(x, filter, strides, pad);
    return tf.fused.conv2d({ x, filter, strides, pad, bias: weight('bias') });
  },
});

/** Each group of input channels makes its own group of output channels. */
function groupedConvolution(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  groups: number,
  strides: [number, number],
  pad: 'same' | 'valid',
): tf.Tensor4D {
  const images = tf.split<tf.Tensor4D>(x, groups, 3);
  const filters = tf.split<tf.Tensor4D>(filter, groups, 3);
  return tf.concat(
    images.map((image, group) => tf.conv2d(image, filters[group]!, strides, pad)),
    3,
  );
}

/** The kernel of a dilated convolution as a plain one: zeros between its taps. [kh, kw, c, n] */
export const dilate = (kernel: tf.Tensor4D, [down, right]: [number, number]): tf.Tensor4D =>
  zerosBetween(zerosBetween(kernel, 0, down), 1, right);

/** Entry i of an axis becomes entry i * step; there are zeros between. */
export function zerosBetween(x: tf.Tensor4D, axis: number, step: number): tf.Tensor4D {
  if (step === 1) return x;
  const { shape } = x;
  const size = shape[axis]!;
  const [before, behind] = [shape.slice(0, axis), shape.slice(axis + 1)].map((axes) =>
    axes.reduce((product, length) => product * length, 1),
  );
  const padded = tf.pad(tf.reshape(x, [before!, size, 1, behind!]), [
    [0, 0],
    [0, 0],
    [0, step - 1],
    [0, 0],
  ]);
  const spaced = tf.slice(
    tf.reshape(padded, [before!, size * step, behind!]),
    [0, 0, 0],
    [-1, (size - 1) * step + 1, -1],
  );
  const larger: typeof shape = [...shape];
  larger[axis] = (size - 1) * step + 1;
  return tf.reshape(spaced, larger);
}

/** A 2-D convolution without groups or dilation. */
export function isPlainConvolution({ className, config }: Layer): boolean {
  if (className !== 'Conv2D' && className !== 'Convolution2D') return false;
  const { groups, dilation_rate } = conv2dSchema.parse(config);
  return groups === 1 && dilation_rate.every((rate) => rate === 1);
}
