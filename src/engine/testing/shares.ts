import * as tf from '@tensorflow/tfjs';
import { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { chooseBackend } from '../backend/chooseBackend';
import { KernelMemory, memoryOf } from '../backend/wasm/kernelMemory';
import { type KernelThreads, kernelsOn } from '../backend/wasm/kernels';
import { registerWasmKernels } from '../backend/wasm/registerKernels';

/** Wasm whose kernels split their work as for threads, and compute the shares of one after the other. */
export async function startWasmInShares(count: number): Promise<void> {
  await chooseBackend(['wasm']);
  const backend = tf.backend();
  if (!(backend instanceof BackendWasm)) throw new Error('the wasm backend did not start');
  const kernels = kernelsOn(memoryOf(backend));
  const threads: KernelThreads = {
    count,
    start: (name, shares, argumentsOf) => {
      const each = [...Array(shares).keys()];
      for (const share of each.filter((share) => share % count > 0))
        kernels(name, [...argumentsOf(share % count), share, shares]);
      const own = each.filter((share) => share % count === 0);
      return () => own.shift();
    },
  };
  registerWasmKernels(new KernelMemory(backend, threads));
}
