/** The thread of `hdf5Thread.ts`. */
import { answerFor } from '../engine/io/hdf5/guarded';
import { loadHdf5 } from '../engine/io/hdf5/read';

self.onmessage = async ({ data }: MessageEvent<Uint8Array>) => {
  self.postMessage(await answerFor(data));
};
await loadHdf5();
self.postMessage('ready');
