import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { runCustomKernel } from '../../backend/customKernels';
import { axisSchema, onLastAxis } from './axis';
import { asImages, channelAffine, sumPerChannel } from './channelAffine';
import { channelsOf, defineLayer, sampleSize, singleInput } from './kind';

const schema = z.object({
  axis: axisSchema,
  epsilon: z.number().positive().default(1e-3),
  momentum: z.number().min(0).max(1).default(0.99),
  center: z.boolean().default(true),
  scale: z.boolean().default(true),
});

export const batchNormalization = defineLayer({
  schema,
  outputShape: ({ axis }, inputs) => onLastAxis(axis, singleInput(inputs)),
  weightShapes: ({ center, scale }, inputs) => {
    const shape = [channelsOf(singleInput(inputs))];
    return {
      ...(scale ? { gamma: shape } : {}),
      ...(center ? { beta: shape } : {}),
      moving_mean: shape,
      moving_variance: shape,
    };
  },
  weightAxes: {
    gamma: { output: 0 },
    beta: { output: 0 },
    moving_mean: { output: 0 },
    moving_variance: { output: 0 },
  },
  flops: (_, input) => sampleSize(input),
  apply: ({ config, inputs: [x], weight, training, updateWeight }) => {
    const image = asImages(x!);
    if (!training) {
      const { scale, shift } = batchNormAffine(config, weight);
      return tf.reshape(frozenAffine(image, scale, shift), x!.shape);
    }
    const { mean, variance } = batchMoments(image);
    const moving = (name: string, value: tf.Tensor, correction: number) =>
      updateWeight(name, movingAverage(weight(name), value, { momentum: config.momentum, correction }));
    const rows = image.size / image.shape[3];
    moving('moving_mean', mean, 1);
    moving('moving_variance', variance, rows / Math.max(1, rows - 1));
    const gamma = config.scale ? weight('gamma') : tf.ones(mean.shape);
    const beta = config.center ? weight('beta') : tf.zeros(mean.shape);
    return tf.reshape(normaliseBatch(image, gamma, beta, mean, variance, config.epsilon), x!.shape);
  },
});

/** Inference's batch norm as scale x + shift: scale = gamma / sqrt(variance + epsilon), shift = beta - mean scale. [C] each. */
export function batchNormAffine(
  rawConfig: unknown,
  weight: (name: string) => tf.Tensor,
): { scale: tf.Tensor; shift: tf.Tensor } {
  const config = schema.parse(rawConfig);
  const inverse = tf.rsqrt(tf.add(weight('moving_variance'), config.epsilon));
  const scale = config.scale ? tf.mul(weight('gamma'), inverse) : inverse;
  const centre = tf.mul(weight('moving_mean'), scale);
  return { scale, shift: config.center ? tf.sub(weight('beta'), centre) : tf.neg(centre) };
}

/** channelAffine whose scale and shift take no gradient. */
function frozenAffine(x: tf.Tensor4D, scale: tf.Tensor, shift: tf.Tensor): tf.Tensor4D {
  const affine = tf.customGrad((...args: Array<tf.Tensor | tf.GradSaveFunc>) => {
    const [image, save] = args as [tf.Tensor4D, tf.GradSaveFunc];
    save([scale]);
    return {
      value: channelAffine(image, scale, shift),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
        channelAffine(dy as tf.Tensor4D, saved[0]!, tf.zerosLike(saved[0]!)),
    };
  });
  return affine(x) as tf.Tensor4D;
}

/** momentum average + (1 - momentum) correction value. */
function movingAverage(
  average: tf.Tensor,
  value: tf.Tensor,
  rates: { momentum: number; correction: number },
): tf.Tensor {
  const { momentum, correction } = rates;
  return (
    runCustomKernel('movingAverage', { average, value }, rates) ??
    tf.add(tf.mul(average, momentum), tf.mul(value, (1 - momentum) * correction))
  );
}

/** Mean and (biased) variance over batch and positions. */
export function batchMoments(x: tf.Tensor4D): { mean: tf.Tensor1D; variance: tf.Tensor1D } {
  const [ownMean, ownVariance] = runCustomKernel<tf.Tensor1D[]>('batchMoments', { x }) ?? [];
  if (ownMean && ownVariance) return { mean: ownMean, variance: ownVariance };
  const rows = x.size / x.shape[3];
  const mean = tf.div(sumPerChannel(x), rows) as tf.Tensor1D;
  const meanSquare = tf.div(sumPerChannel(tf.mul(x, x)), rows);
  return { mean, variance: tf.relu(tf.sub(meanSquare, tf.square(mean))) as tf.Tensor1D };
}

/** Batch normalisation by the batch's own moments, differentiated through them (Ioffe and Szegedy 2015). */
export function normaliseBatch(
  x: tf.Tensor4D,
  gamma: tf.Tensor,
  beta: tf.Tensor,
  mean: tf.Tensor,
  variance: tf.Tensor,
  epsilon: number,
): tf.Tensor4D {
  const normalised = tf.customGrad((...args: Array<tf.Tensor | tf.GradSaveFunc>) => {
    const [image, gain, offset, save] = args as [tf.Tensor4D, tf.Tensor, tf.Tensor, tf.GradSaveFunc];
    save([image, gain, mean, variance]);
    const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor[] =>
      batchNormGradient(dy as tf.Tensor4D, saved, epsilon);
    const own = runCustomKernel('batchNorm', { x: image, gamma: gain, beta: offset, mean, variance }, { epsilon });
    if (own) return { value: own, gradFunc };
    const scale = tf.mul(gain, tf.rsqrt(tf.add(variance, epsilon)));
    return { value: channelAffine(image, scale, tf.sub(offset, tf.mul(mean, scale))), gradFunc };
  });
  return normalised(x, gamma, beta) as tf.Tensor4D;
}

/** Gradients for x, gamma and beta; dx is affine in dy and x, channel by channel. */
function batchNormGradient(dy: tf.Tensor4D, saved: tf.Tensor[], epsilon: number): tf.Tensor[] {
  const [x, gamma, mean, variance] = saved as [tf.Tensor4D, tf.Tensor, tf.Tensor, tf.Tensor];
  const own = runCustomKernel<tf.Tensor[]>('batchNormGradient', { dy, x, gamma, mean, variance }, { epsilon });
  if (own) return own;
  const inverse = tf.rsqrt(tf.add(variance, epsilon));
  const scale = tf.mul(gamma, inverse);
  const dBeta = sumPerChannel(dy);
  const dGamma = tf.mul(inverse, tf.sub(sumPerChannel(tf.mul(dy, x)), tf.mul(mean, dBeta)));
  const share = tf.div(scale, x.size / x.shape[3]);
  const slope = tf.neg(tf.mul(share, tf.mul(inverse, dGamma)));
  const offset = tf.neg(tf.add(tf.mul(share, dBeta), tf.mul(slope, mean)));
  const dx = tf.add(channelAffine(dy, scale, offset), channelAffine(x, slope, tf.zerosLike(slope)));
  return [dx, dGamma, dBeta];
}
