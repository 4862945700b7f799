import * as tf from '@tensorflow/tfjs';
import { BackendWasm } from '@tensorflow/tfjs-backend-wasm';

/** Counts what the wasm backend has allocated: from now on it knows every tensor's bytes. */
export function heapWatch(): { peakOf(work: () => void): number } {
  const backend = tf.backend();
  if (!(backend instanceof BackendWasm)) throw new Error('the wasm backend did not start');
  const { wasm } = backend;
  const { _malloc: allocate, _free: free } = wasm;
  const sizes = new Map<number, number>();
  let live = 0;
  let peak = 0;
  wasm._malloc = (bytes) => {
    const address = allocate(bytes);
    sizes.set(address >>> 0, bytes);
    live += bytes;
    peak = Math.max(peak, live);
    return address;
  };
  wasm._free = (address) => {
    live -= sizes.get(address >>> 0) ?? 0;
    sizes.delete(address >>> 0);
    free(address);
  };
  return {
    /** Bytes that `work` has allocated at its most, beyond those of before. */
    peakOf: (work) => {
      const before = live;
      peak = live;
      work();
      return peak - before;
    },
  };
}
