/** The thread of `hdf5Thread.ts`. */
import { answerFor } from '../engine/io/hdf5/guarded';

self.onmessage = async ({ data }: MessageEvent<Uint8Array>) => {
  self.postMessage(await answerFor(data));
};
self.postMessage('ready');
