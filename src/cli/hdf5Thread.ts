import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { guardedHdf5, type Hdf5Answer, type Hdf5Thread } from '../engine/io/hdf5/guarded';

export async function openHdf5Thread(): Promise<Hdf5Thread> {
  const worker = new Worker(new URL('./hdf5Worker.mjs', import.meta.url), {
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  await once(worker, 'message');
  worker.unref();
  return {
    ask: async (bytes) => {
      const answer = once(worker, 'message');
      worker.postMessage(bytes);
      const [data]: Hdf5Answer[] = await answer;
      if (!data) throw new Error('the thread said nothing');
      return data;
    },
    end: () => void worker.terminate(),
  };
}

/** Reads HDF5 files in a thread of their own, which a broken file cannot hold up for ever. */
export const readHdf5InThread = guardedHdf5(openHdf5Thread);
