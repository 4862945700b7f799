import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { eachNumber, floats } from './program';
import { channelSums, sumOfParts } from './sums';

/** Sum over all axes but the last, times a factor, [C]. */
export const channelSum = (backend: WebGPUBackend, x: tf.TensorInfo, factor = 1): tf.TensorInfo =>
  sumOfParts(backend, channelSums(backend, 'Channel', { x }, ['x[index]']), [layoutOf(x).channels], { factor });

/** Mean and (biased) variance over all axes but the last, [C] each. */
export function batchMoments(backend: WebGPUBackend, x: tf.TensorInfo): tf.TensorInfo[] {
  const { channels, rows } = layoutOf(x);
  const mean = channelSum(backend, x, 1 / rows);
  const squares = channelSums(backend, 'Variance', { x, mean }, [
    '(x[index] - mean[channel]) * (x[index] - mean[channel])',
  ]);
  return [mean, sumOfParts(backend, squares, [channels], { factor: 1 / rows })];
}

const normalised = `(x[index] - mean[channel]) * inverseSqrt(variance[channel] + uniforms.epsilon)`;
const channelOf = 'let channel = index % uniforms.outShape[3];';

/** gamma (x - mean) / sqrt(variance + epsilon) + beta. @param x [N, H, W, C], all else [C] */
export function batchNorm(
  backend: WebGPUBackend,
  x: tf.TensorInfo,
  [gamma, beta, mean, variance]: readonly [tf.TensorInfo, tf.TensorInfo, tf.TensorInfo, tf.TensorInfo],
  epsilon: number,
): tf.TensorInfo {
  const program = eachNumber('BatchNorm', {
    variableNames: ['x', 'gamma', 'beta', 'mean', 'variance'],
    outputShape: x.shape,
    uniforms: 'epsilon : f32,',
    code: `${channelOf} return gamma[channel] * ${normalised} + beta[channel];`,
  });
  return backend.runWebGPUProgram(program, [x, gamma, beta, mean, variance], 'float32', [floats(epsilon)]);
}

/**
 * Gradients of `batchNorm` for x, through its moments, for gamma and for beta.
 *
 * @param dy, x [N, H, W, C]; gamma and the moments of x [C]
 */
export function batchNormGradient(
  backend: WebGPUBackend,
  dy: tf.TensorInfo,
  x: tf.TensorInfo,
  [gamma, mean, variance]: readonly [tf.TensorInfo, tf.TensorInfo, tf.TensorInfo],
  epsilon: number,
): tf.TensorInfo[] {
  const { channels, rows } = layoutOf(x);
  const sums = channelSums(
    backend,
    'BatchNormGradient',
    { dy, x, mean, variance },
    ['dy[index]', `dy[index] * ${normalised}`],
    epsilon,
  );
  const dBeta = sumOfParts(backend, sums, [channels], { which: 0, of: 2 });
  const dGamma = sumOfParts(backend, sums, [channels], { which: 1, of: 2 });
  const program = eachNumber('BatchNormGradient', {
    variableNames: ['dy', 'x', 'gamma', 'mean', 'variance', 'dGamma', 'dBeta'],
    outputShape: x.shape,
    uniforms: 'epsilon : f32, share : f32,',
    code: `
      ${channelOf}
      let scale = gamma[channel] * inverseSqrt(variance[channel] + uniforms.epsilon);
      return scale * (dy[index] - uniforms.share * (dBeta[channel] + ${normalised} * dGamma[channel]));
    `,
  });
  const inputs = [dy, x, gamma, mean, variance, dGamma, dBeta];
  const dx = backend.runWebGPUProgram(program, inputs, 'float32', [floats(epsilon), floats(1 / rows)]);
  return [dx, dGamma, dBeta];
}

function layoutOf({ shape }: tf.TensorInfo) {
  const channels = shape.at(-1) ?? 1;
  return { channels, rows: tf.util.sizeFromShape(shape) / channels };
}
