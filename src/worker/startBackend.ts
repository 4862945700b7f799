import * as tf from '@tensorflow/tfjs';
import { getThreadsCount, setThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import plainUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.wasm?url';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { chooseBackend } from '../engine/backend/chooseBackend';
import { type BackendName, backendNames } from '../engine/backend/names';
import { softwareName } from '../engine/backend/softwareGpu';
import type { BackendNote } from '../words/backend';
import type { FrameGate } from './frameGate';
import { openKernelThreads } from './threads/threadPool';

export interface BackendInfo {
  name: BackendName;
  threads: number;
  /** Backends that this machine has, in order of preference. */
  offered: readonly BackendName[];
  /** Why it is not another backend, or not more threads, where that needs a word. */
  notes: BackendNote[];
}

/** What a start comes to. */
export interface StartedBackend extends BackendInfo {
  /** Another one that is started and may be faster for some networks; absent where the choice is made. */
  readonly rival?: BackendInfo;
}

/**
 * Starts a backend in this worker: `wanted` where the machine has it, else the best there is. Where none is wanted and the
 * best is a GPU, wasm is started too, as its rival.
 *
 * @param threads of wasm, at most; as many as there are cores if absent
 * @param frameGate heeded by wasm's threads
 * @throws InputError if none starts
 */
export async function startBackend(
  wanted: BackendName | undefined,
  { threads, frameGate }: { threads?: number; frameGate?: FrameGate | undefined } = {},
): Promise<StartedBackend> {
  reportTwiceTheCores();
  if (threads !== undefined) setThreadsCount(threads);
  const notes: BackendNote[] = [];
  const gpu = await navigator.gpu?.requestAdapter().catch(() => null);
  const offered = offeredWith(gpu ?? null);
  const software = wanted === 'webgpu' || !gpu ? undefined : softwareName(gpu.info);
  if (software && wanted === undefined) notes.push({ code: 'software', gpu: software });
  const others = backendNames.filter((name) => name !== wanted && !(software && name === 'webgpu'));
  const start = (names: readonly BackendName[], told: BackendNote[]) =>
    chooseBackend(names, { paths, openThreads: openKernelThreads(frameGate, (note) => told.push(note)) });
  const name = await start([...(wanted ? [wanted] : []), ...others], notes);
  if (wanted && name !== wanted) notes.unshift({ code: 'replaced', wanted, backend: name });
  if (name === 'wasm') return wasmInfo(offered, notes);
  if (name === 'webgpu') watchDevice();
  const started = { name, threads: 1, offered, notes };
  if (wanted || name !== 'webgpu') return started;
  const rivalNotes: BackendNote[] = [];
  const hasRival = await start(['wasm'], rivalNotes).then(
    () => true,
    () => false,
  );
  await start(['webgpu'], notes);
  return hasRival ? { ...started, rival: wasmInfo(offered, rivalNotes) } : started;
}

/** wasm as it runs here, once it is started. @param notes of its start */
function wasmInfo(offered: readonly BackendName[], notes: BackendNote[]): BackendInfo {
  if (!crossOriginIsolated) notes.push({ code: 'isolation' });
  return { name: 'wasm', threads: getThreadsCount(), offered, notes };
}

const paths = {
  'tfjs-backend-wasm.wasm': plainUrl,
  'tfjs-backend-wasm-simd.wasm': simdUrl,
  'tfjs-backend-wasm-threaded-simd.wasm': threadedUrl,
};

/** A GPU that goes away while it is in use is an error of this worker, which its page hears of. */
function watchDevice(): void {
  const backend = tf.backend();
  if (!(backend instanceof WebGPUBackend)) return;
  void backend.device.lost.then(({ message }) =>
    setTimeout(() => {
      if (tf.getBackend() === 'webgpu') throw new Error(`the GPU device was lost: ${message}`);
    }),
  );
}

/** wasm and cpu are everywhere: where their files do not come, they may the next time. */
function offeredWith(gpu: GPUAdapter | null): BackendName[] {
  const hasWebgl = typeof OffscreenCanvas !== 'undefined' && new OffscreenCanvas(1, 1).getContext('webgl2') !== null;
  return backendNames.filter((name) => (name === 'webgpu' ? gpu !== null : name !== 'webgl' || hasWebgl));
}

/**
 * tfjs starts half as many wasm threads as the machine has cores, since cores are often hyperthreads; a convolution
 * gains from all of them, so the backend is told of twice as many. It reads the number once, when it starts.
 */
function reportTwiceTheCores(): void {
  const cores = navigator.hardwareConcurrency;
  if (Object.hasOwn(navigator, 'hardwareConcurrency')) return;
  Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => 2 * cores, configurable: true });
}
