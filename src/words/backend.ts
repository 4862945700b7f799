/** Why the backend is not another, or has not more threads. */
import { fill, type Told } from './text';
import { translated } from './translated';

/** Of wasm. */
export const threadCounts = translated('backend.threadCounts', {
  one: 'wasm, 1 thread',
  several: 'wasm, {{threads}} threads',
});

export const backendNotes = translated('backend.backendNotes', {
  isolation: 'One thread: the server does not send the headers of cross-origin isolation (COOP and COEP)',
  replaced: '{{wanted}} does not start here: {{backend}} is used instead',
  software: 'WebGPU runs on the processor here ({{gpu}}): wasm is faster',
  threads: 'One thread for most kernels: {{message}}',
});

export type BackendNote = Told<typeof backendNotes>;

export const tellThreads = (threads: number): string =>
  threads === 1 ? threadCounts.one : fill(threadCounts.several, { threads });

export const tellBackendNote = (note: BackendNote): string => fill(backendNotes[note.code], note);
