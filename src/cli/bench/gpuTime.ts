/** Loaded into a page by the bench: a training step on WebGPU, in a worker. */
import type { GpuTime } from './gpuTimeWorker';

export function timeGpu(): Promise<GpuTime> {
  const worker = new Worker(new URL('./gpuTimeWorker.ts', import.meta.url), { type: 'module' });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<GpuTime>) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage({});
  });
}
