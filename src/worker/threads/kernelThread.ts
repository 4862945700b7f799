/** A thread that computes chunks of the wasm kernels' calls, on the memory it is given. */
import { kernelsOn } from '../../engine/backend/wasm/kernels';
import { TaskBoard } from './taskBoard';
import type { ThreadStart } from './threadPool';

self.onmessage = ({ data: { memory, board: boardMemory, thread } }: MessageEvent<ThreadStart>) => {
  const kernels = kernelsOn(memory);
  const board = new TaskBoard(boardMemory);
  self.postMessage('ready');
  for (;;) {
    try {
      const { kernel, numbers } = board.nextWork(thread);
      kernels(kernel, numbers);
    } catch (error) {
      board.finish(true);
      throw error;
    }
    board.finish();
  }
};
