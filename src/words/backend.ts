/** Why the backend is not another, or has not more threads. */
import { fill, type Told } from './text';

export const backendNotes = {
  isolation: 'One thread: the server does not send the headers of cross-origin isolation (COOP and COEP)',
  replaced: '{{wanted}} does not start here: {{backend}} is used instead',
  software: 'WebGPU runs on the processor here ({{gpu}}): wasm is faster',
  threads: 'One thread for most kernels: {{message}}',
} as const;

export type BackendNote = Told<typeof backendNotes>;

export const tellBackendNote = (note: BackendNote): string => fill(backendNotes[note.code], note);
