import type { KernelThreads, OpenThreads } from '../engine/backend/wasm/kernels';
import { type Drawing, waitWhileDrawing } from './drawing';
import { boardMemory, KernelBoard } from './kernelBoard';

/** What a kernel thread is told when it is opened. */
export interface ThreadStart {
  readonly memory: WebAssembly.Memory;
  readonly board: SharedArrayBuffer;
  /** Its number, from 1 up. */
  readonly thread: number;
}

/**
 * Threads for the wasm kernels besides the caller's, which must be allowed to block: a worker.
 *
 * @param drawing no call begins while the page draws: on two cores it would get none
 */
export const openKernelThreads =
  (drawing?: Drawing): OpenThreads =>
  async (memory, count) => {
    const board = boardMemory(count);
    await Promise.all(
      Array.from({ length: count - 1 }, (_, index) => openThread({ memory, board, thread: index + 1 })),
    );
    return kernelThreads(new KernelBoard(board), count, drawing);
  };

function openThread(start: ThreadStart): Promise<void> {
  const worker = new Worker(new URL('./kernelThread.ts', import.meta.url), { type: 'module', name: 'kernels' });
  return new Promise((resolve, reject) => {
    worker.onmessage = () => resolve();
    worker.onerror = ({ message }) => reject(new Error(`a kernel thread did not start: ${message}`));
    worker.postMessage(start);
  });
}

const kernelThreads = (board: KernelBoard, count: number, drawing?: Drawing): KernelThreads => ({
  count,
  start: (...call) => {
    waitWhileDrawing(drawing);
    board.hang(...call);
    return () => board.nextShare();
  },
});
