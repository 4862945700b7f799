import * as tf from '@tensorflow/tfjs';
import { BackendWasm, getThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-backend-webgpu';
import { InputError, messageOf } from '../errors';
import { type BackendName, backendNames } from './names';
import { guardAllocations } from './wasm/allocations';
import { KernelMemory, memoryOf } from './wasm/kernelMemory';
import { isShared, type OpenThreads } from './wasm/kernels';
import { registerWasmKernels } from './wasm/registerKernels';
import { registerWebgpuKernels } from './webgpu/registerKernels';

export interface WasmOptions {
  /** Where the wasm binaries are, by file name; Node finds them by itself. */
  readonly paths?: Record<string, string>;
  /** Opens threads for Espalier's own kernels; without it they run in one. */
  readonly openThreads?: OpenThreads;
}

let completed: tf.KernelBackend | undefined;

/**
 * Starts the first backend of `preferred` that this machine has, with the gradient kernels it needs.
 *
 * @throws InputError if none starts, with the reason of each that gives one
 */
export async function chooseBackend(
  preferred: readonly BackendName[] = backendNames,
  wasm: WasmOptions = {},
): Promise<BackendName> {
  if (wasm.paths && tf.findBackend('wasm') === null) setWasmPaths(wasm.paths);
  const refusals: string[] = [];
  for (const name of preferred) {
    try {
      if (await tf.setBackend(name)) {
        if (name === 'wasm') await completeWasm(wasm.openThreads);
        if (name === 'webgpu') registerWebgpuKernels();
        return name;
      }
      refusals.push(name);
    } catch (error) {
      refusals.push(`${name}: ${messageOf(error)}`);
    }
  }
  throw new InputError('backend.none', { reason: refusals.join('; ') });
}

/** Once for each wasm backend: its tensors are where its kernels look. */
async function completeWasm(openThreads: OpenThreads | undefined): Promise<void> {
  const backend = tf.backend();
  if (backend === completed || !(backend instanceof BackendWasm)) return;
  guardAllocations(backend);
  const memory = memoryOf(backend);
  const threads = getThreadsCount();
  const helped = openThreads && threads > 1 && isShared(memory);
  registerWasmKernels(new KernelMemory(backend, helped ? await openThreads(memory, threads) : undefined));
  completed = backend;
}
