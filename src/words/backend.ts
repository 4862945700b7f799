/** Why the backend is not another, or has not more threads. */
import { fill, type Params, type Told } from './text';
import { translated } from './translated';

/** Names of backends, in any language, that are written otherwise than their ids. */
const titles: Params = { webgl: 'WebGL', webgpu: 'WebGPU' };

/** Of wasm. */
export const threadCounts = translated('backend.threadCounts', {
  one: 'wasm, 1 thread',
  several: 'wasm, {{threads}} threads',
});

export const backendNotes = translated('backend.backendNotes', {
  failed:
    'A training step with a batch of {{images}} takes {{milliseconds}} ms on {{backend}} here; on {{other}} it fails ({{message}})',
  faster:
    'A training step with a batch of {{images}} takes {{milliseconds}} ms on {{backend}} here, {{longer}} ms on {{other}}',
  isolation: 'One thread: the server does not send the headers of cross-origin isolation (COOP and COEP)',
  late: 'A training step with a batch of {{images}} takes {{milliseconds}} ms on {{backend}} here; {{other}} is not ready for it within {{seconds}} s',
  replaced: '{{wanted}} does not start here: {{backend}} is used instead',
  software: 'WebGPU runs on the processor here ({{gpu}}): wasm is faster',
  threads: 'One thread for most kernels: {{message}}',
});

export type BackendNote = Told<typeof backendNotes>;

export const tellThreads = (threads: number): string =>
  threads === 1 ? threadCounts.one : fill(threadCounts.several, { threads });

export function tellBackendNote(note: BackendNote): string {
  const places = Object.entries(note).map(([place, value]) => [place, titles[value] ?? value]);
  return fill(backendNotes[note.code], Object.fromEntries(places));
}
