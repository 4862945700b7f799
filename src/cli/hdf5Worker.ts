/** The thread of `hdf5Thread.ts`. */
import { parentPort } from 'node:worker_threads';
import { answerFor } from '../engine/io/hdf5/guarded';

parentPort?.on('message', async (bytes: Uint8Array) => parentPort?.postMessage(await answerFor(bytes)));
parentPort?.postMessage('ready');
