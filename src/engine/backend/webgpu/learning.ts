import type * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { NesterovRates } from '../customKernels';
import { eachNumber, floats } from './program';

/** momentum average + (1 - momentum) correction value. @param average, value of one shape */
export function movingAverage(
  backend: WebGPUBackend,
  average: tf.TensorInfo,
  value: tf.TensorInfo,
  { momentum, correction }: { momentum: number; correction: number },
): tf.TensorInfo {
  const program = eachNumber('MovingAverage', {
    variableNames: ['average', 'value'],
    outputShape: average.shape,
    uniforms: 'shares : vec2<f32>,',
    code: 'return uniforms.shares.x * average[index] + uniforms.shares.y * value[index];',
  });
  const shares = floats(momentum, (1 - momentum) * correction);
  return backend.runWebGPUProgram(program, [average, value], 'float32', [shares]);
}

/** A step of SGD with Nesterov momentum: the next weight and velocity. @param velocity absent before the first */
export function nesterovStep(
  backend: WebGPUBackend,
  weight: tf.TensorInfo,
  gradient: tf.TensorInfo,
  velocity: tf.TensorInfo | undefined,
  { learningRate, momentum, weightDecay }: NesterovRates,
): tf.TensorInfo[] {
  const inputs = { weight, gradient, ...(velocity ? { velocity } : {}) };
  const slope = 'gradient[index] + uniforms.rates.z * weight[index]';
  const next = velocity ? `uniforms.rates.y * velocity[index] + ${slope}` : slope;
  const run = (name: string, code: string) => {
    const variableNames = Object.keys(inputs);
    const program = eachNumber(name, {
      variableNames,
      outputShape: weight.shape,
      uniforms: 'rates : vec3<f32>,',
      code,
    });
    const rates = floats(learningRate, momentum, weightDecay);
    return backend.runWebGPUProgram(program, Object.values(inputs), 'float32', [rates]);
  };
  return [
    run('NesterovWeight', `return weight[index] - uniforms.rates.x * (${slope} + uniforms.rates.y * (${next}));`),
    run('NesterovVelocity', `return ${next};`),
  ];
}
