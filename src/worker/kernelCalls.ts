import { type KernelThreads, kernelNames, type OpenThreads } from '../engine/backend/wasm/kernels';
import { type Drawing, waitWhileDrawing } from './drawing';

/** Numbers of a kernel call, at most. */
export const callLength = 20;

/** A thread's mailbox, in 32-bit words: the number of the call asked for, of the one done, the kernel, its numbers. */
export const slots = { call: 0, done: 1, kernel: 2, numbers: 3 } as const;

/**
 * Threads for the wasm kernels besides the caller's, which must be allowed to block: a worker.
 *
 * @param drawing no call begins while the page draws: on two cores it would get none
 */
export const openKernelThreads =
  (drawing?: Drawing): OpenThreads =>
  async (memory, count) => {
    const mailboxes = await Promise.all(Array.from({ length: count - 1 }, () => openThread(memory)));
    return kernelThreads(mailboxes, drawing);
  };

function openThread(memory: WebAssembly.Memory): Promise<Int32Array> {
  const calls = new SharedArrayBuffer(4 * (slots.numbers + callLength));
  const worker = new Worker(new URL('./kernelThread.ts', import.meta.url), { type: 'module', name: 'kernels' });
  return new Promise((resolve, reject) => {
    worker.onmessage = () => resolve(new Int32Array(calls));
    worker.onerror = ({ message }) => reject(new Error(`a kernel thread did not start: ${message}`));
    worker.postMessage({ memory, calls });
  });
}

const kernelThreads = (mailboxes: readonly Int32Array[], drawing?: Drawing): KernelThreads => ({
  count: mailboxes.length + 1,
  start: (kernel, argumentsOf) => {
    waitWhileDrawing(drawing);
    for (const [index, calls] of mailboxes.entries()) {
      calls[slots.kernel] = kernelNames.indexOf(kernel);
      calls.set(argumentsOf(index + 1), slots.numbers);
      Atomics.add(calls, slots.call, 1);
      Atomics.notify(calls, slots.call);
    }
    return () => {
      for (const calls of mailboxes) waitFor(calls);
    };
  },
});

function waitFor(calls: Int32Array): void {
  const asked = Atomics.load(calls, slots.call);
  for (;;) {
    const done = Atomics.load(calls, slots.done);
    if (done === asked) return;
    Atomics.wait(calls, slots.done, done);
  }
}
