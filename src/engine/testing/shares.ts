import * as tf from '@tensorflow/tfjs';
import { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { chooseBackend } from '../backend/chooseBackend';
import { KernelMemory, memoryOf } from '../backend/wasm/kernelMemory';
import { type KernelThreads, kernelsOn } from '../backend/wasm/kernels';
import { registerWasmKernels } from '../backend/wasm/registerKernels';

/** Wasm whose kernels split their work into shares as for threads, and compute them one after the other. */
export async function startWasmInShares(count: number): Promise<void> {
  await chooseBackend(['wasm']);
  const backend = tf.backend();
  if (!(backend instanceof BackendWasm)) throw new Error('the wasm backend did not start');
  const kernels = kernelsOn(memoryOf(backend));
  const threads = {
    count,
    start: (...[name, argumentsOf]: Parameters<KernelThreads['start']>) => {
      for (let share = 1; share < count; share++) kernels(name, argumentsOf(share));
      return () => {};
    },
  };
  registerWasmKernels(new KernelMemory(backend, threads));
}
