import * as tf from '@tensorflow/tfjs';
import { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { chooseBackend } from '../backend/chooseBackend';
import { KernelMemory, memoryOf } from '../backend/wasm/kernelMemory';
import { type KernelThreads, kernelsOn, type Rounding } from '../backend/wasm/kernels';
import { registerWasmKernels } from '../backend/wasm/registerKernels';

/** Wasm whose kernels split their work as for threads, and compute the chunks of one after the other. @returns its memory */
export async function startWasmInChunks(threadCount: number, rounding?: Rounding): Promise<KernelMemory> {
  await chooseBackend(['wasm']);
  const backend = tf.backend();
  if (!(backend instanceof BackendWasm)) throw new Error('the wasm backend did not start');
  const kernels = kernelsOn(memoryOf(backend), rounding);
  const threads: KernelThreads = {
    count: threadCount,
    start: (name, chunks, numbersOf) => {
      const each = [...Array(chunks).keys()];
      for (const chunk of each.filter((chunk) => chunk % threadCount > 0))
        kernels(name, [...numbersOf(chunk % threadCount), chunk, chunks]);
      const own = each.filter((chunk) => chunk % threadCount === 0);
      return () => own.shift();
    },
  };
  const memory = new KernelMemory(backend, threads, rounding);
  registerWasmKernels(memory);
  return memory;
}
