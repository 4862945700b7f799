import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { OutOfMemory } from '../lost';
import { memoryOf } from './kernelMemory';

const mebibytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MiB`;

/**
 * Has the backend throw `OutOfMemory` where its memory ends. Its allocator answers 0 there, which TensorFlow.js takes for
 * an address: it would write the tensor over the module's own data.
 */
export function guardAllocations(backend: BackendWasm): void {
  const { wasm } = backend;
  // The module puts its allocator in place at the first call.
  wasm._free(wasm._malloc(1));
  const allocate = wasm._malloc;
  wasm._malloc = (bytes) => {
    const address = allocate(bytes);
    if (address !== 0 || bytes === 0) return address;
    const taken = memoryOf(backend).buffer.byteLength;
    throw new OutOfMemory('memory.tensor', { bytes: mebibytes(bytes), taken: mebibytes(taken) });
  };
}
