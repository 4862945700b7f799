import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-backend-webgpu';
import { type BackendName, backendNames } from './names';
import { registerWasmGradientKernels } from './wasm/registerKernels';

let wasmGradientsRegistered = false;

/**
 * Starts the first backend of `preferred` that this machine has, with the gradient kernels it needs.
 *
 * @param wasmPaths where the wasm binaries are, by file name; Node finds them by itself
 * @throws if none starts, with the reason of each
 */
export async function chooseBackend(
  preferred: readonly BackendName[] = backendNames,
  wasmPaths?: Record<string, string>,
): Promise<BackendName> {
  if (wasmPaths && tf.findBackend('wasm') === null) setWasmPaths(wasmPaths);
  if (!wasmGradientsRegistered) registerWasmGradientKernels();
  wasmGradientsRegistered = true;
  const refusals: string[] = [];
  for (const name of preferred) {
    try {
      if (await tf.setBackend(name)) return name;
      refusals.push(`${name} is not available`);
    } catch (error) {
      refusals.push(`${name}: ${error instanceof Error ? error.message : error}`);
    }
  }
  throw new Error(`no backend starts: ${refusals.join('; ')}`);
}
