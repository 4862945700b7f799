import { callerAlone, type KernelThreads, type OpenThreads } from '../../engine/backend/wasm/kernels';
import { messageOf } from '../../engine/errors';
import type { BackendNote } from '../../words/backend';
import { type FrameGate, waitForFrame } from '../frameGate';
import { boardMemory, TaskBoard } from './taskBoard';

/** What a kernel thread is told when it is opened. */
export interface ThreadStart {
  readonly memory: WebAssembly.Memory;
  readonly board: SharedArrayBuffer;
  /** Its number, from 1 up. */
  readonly thread: number;
}

/** Milliseconds that a thread has to start in. */
const longestStart = 15_000;

/**
 * Threads for the wasm kernels besides the caller's, which must be allowed to block: a worker. If one does not start,
 * the caller computes alone.
 *
 * @param frameGate no call begins while the page draws: on two cores it would get none
 * @param tell why there are no threads
 */
export const openKernelThreads =
  (frameGate?: FrameGate, tell: (note: BackendNote) => void = () => {}): OpenThreads =>
  async (memory, count) => {
    const board = boardMemory(count);
    const workers = Array.from(
      { length: count - 1 },
      () => new Worker(new URL('./kernelThread.ts', import.meta.url), { type: 'module', name: 'kernels' }),
    );
    try {
      await Promise.all(workers.map((worker, index) => started(worker, { memory, board, thread: index + 1 })));
      return kernelThreads(new TaskBoard(board), count, frameGate);
    } catch (error) {
      for (const worker of workers) worker.terminate();
      tell({ code: 'threads', message: messageOf(error) });
      return callerAlone;
    }
  };

function started(worker: Worker, start: ThreadStart): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('a kernel thread did not start in time')), longestStart);
    worker.onmessage = () => {
      clearTimeout(late);
      worker.onerror = null;
      resolve();
    };
    worker.onerror = (event) => {
      clearTimeout(late);
      event.preventDefault();
      reject(new Error(`a kernel thread did not start: ${event.message}`));
    };
    worker.postMessage(start);
  });
}

const kernelThreads = (board: TaskBoard, count: number, frameGate?: FrameGate): KernelThreads => ({
  count,
  start: (...call) => {
    waitForFrame(frameGate);
    board.post(...call);
    return () => board.nextChunk();
  },
});
