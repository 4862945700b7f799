/** Runs training steps in a worker on wasm: the first message gives the threads, each further one asks for a step. */
import { startBackend } from '../../worker/startBackend';
import { threeConvolutions, trainingOf } from './training';

let step: (() => void) | undefined;

self.onmessage = async ({ data }: MessageEvent<{ threads: number }>) => {
  if (!step) {
    const { threads } = await startBackend('wasm', data);
    step = trainingOf(threeConvolutions()).step;
    self.postMessage({ threads });
    return;
  }
  const start = performance.now();
  step();
  self.postMessage({ milliseconds: performance.now() - start });
};
