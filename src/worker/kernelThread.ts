/** A thread that computes its share of the wasm kernels' calls, on the memory it is given. */
import { kernelNames, kernelsOn } from '../engine/backend/wasm/kernels';
import { callLength, slots } from './kernelCalls';

self.onmessage = ({ data }: MessageEvent<{ memory: WebAssembly.Memory; calls: SharedArrayBuffer }>) => {
  const kernels = kernelsOn(data.memory);
  const calls = new Int32Array(data.calls);
  self.postMessage('ready');
  for (let seen = 0; ; ) {
    Atomics.wait(calls, slots.call, seen);
    seen = Atomics.load(calls, slots.call);
    kernels(kernelNames[calls[slots.kernel]!]!, [...calls.subarray(slots.numbers, slots.numbers + callLength)]);
    Atomics.store(calls, slots.done, seen);
    Atomics.notify(calls, slots.done);
  }
};
