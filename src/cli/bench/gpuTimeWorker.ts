/** Times a training step on WebGPU: what its shaders take, by the GPU's own clock, and what the worker waits. */
import * as tf from '@tensorflow/tfjs';
import { vgg } from '../../engine/models/vgg';
import { Random } from '../../engine/random';
import { startBackend } from '../../worker/startBackend';
import { trainingOf } from './training';

/** Milliseconds; absent where the machine has no WebGPU, `kernels` where it has no timestamp queries. */
export interface GpuTime {
  step?: number;
  kernels?: number;
}

self.onmessage = async () => {
  const answer: GpuTime = {};
  try {
    await startBackend('webgpu');
    const { step, dispose } = trainingOf(
      vgg('tiny', { blocks: [[8], [8]], classes: 10, inputShape: [32, 32, 3] }, new Random(1)),
    );
    step();
    const start = performance.now();
    const { kernelMs } = await tf.time(step);
    answer.step = performance.now() - start;
    if (typeof kernelMs === 'number' && kernelMs > 0) answer.kernels = kernelMs;
    dispose();
  } catch {
    // A machine without WebGPU: there is nothing to time.
  }
  self.postMessage(answer);
};
