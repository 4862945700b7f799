import { getThreadsCount, setThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import plainUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.wasm?url';
import { chooseBackend } from '../engine/backend/chooseBackend';
import type { BackendName } from '../engine/backend/names';
import type { Drawing } from './drawing';
import { openKernelThreads } from './kernelCalls';

export interface BackendInfo {
  name: BackendName;
  threads: number;
}

/**
 * Starts a backend in this worker.
 *
 * @param threads of wasm, at most; as many as there are cores if absent
 * @param drawing heeded by wasm's threads
 */
export async function startBackend(
  preferred: readonly BackendName[],
  { threads, drawing }: { threads?: number; drawing?: Drawing | undefined } = {},
): Promise<BackendInfo> {
  reportTwiceTheCores();
  if (threads !== undefined) setThreadsCount(threads);
  const name = await chooseBackend(preferred, {
    paths: {
      'tfjs-backend-wasm.wasm': plainUrl,
      'tfjs-backend-wasm-simd.wasm': simdUrl,
      'tfjs-backend-wasm-threaded-simd.wasm': threadedUrl,
    },
    openThreads: openKernelThreads(drawing),
  });
  return { name, threads: name === 'wasm' ? getThreadsCount() : 1 };
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
