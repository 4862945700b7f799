import { guardedHdf5, type Hdf5Answer, type Hdf5Thread } from '../engine/io/hdf5/guarded';

/** Reads HDF5 files in a worker of their own, which a broken file cannot hold up for ever. */
export const readHdf5InWorker = guardedHdf5(async (): Promise<Hdf5Thread> => {
  const worker = new Worker(new URL('./hdf5Worker.ts', import.meta.url), { type: 'module', name: 'hdf5' });
  const next = <Message>(): Promise<Message> =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Message>) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
    });
  await next<'ready'>();
  return {
    ask: (bytes) => {
      const answer = next<Hdf5Answer>();
      worker.postMessage(bytes);
      return answer;
    },
    end: () => worker.terminate(),
  };
});
