/** The thread of `hdf5Thread.ts`. */
import { parentPort } from 'node:worker_threads';
import { answerFor } from '../engine/io/hdf5/guarded';
import { loadHdf5 } from '../engine/io/hdf5/read';

parentPort?.on('message', async (bytes: Uint8Array) => parentPort?.postMessage(await answerFor(bytes)));
await loadHdf5();
parentPort?.postMessage('ready');
