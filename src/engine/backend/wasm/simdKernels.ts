import type * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { ConvGeometry } from './convGradients';
import { binaries } from './simd/binaries';

/** One kernel call's numbers: addresses in bytes, lengths in floats, as simd/kernels.ts documents them. */
export type KernelArguments = readonly number[];

export type Kernel = (...numbers: KernelArguments) => void;

/** Other threads that hold the same memory and compute their shares of a kernel call. */
export interface KernelThreads {
  /** All that compute, the caller's own included. */
  readonly count: number;
  /** Starts the others on shares 1 and up; the function that comes back waits for them. */
  start(argumentsOf: (share: number) => KernelArguments): () => void;
}

/** Opens threads on a memory; what does it knows how workers are made, which the engine does not. */
export type OpenThreads = (memory: WebAssembly.Memory, count: number) => Promise<KernelThreads>;

/** Instantiates simd/kernels.ts on a memory, and gives its one kernel. @throws where wasm has no SIMD */
export function instantiateKernel(memory: WebAssembly.Memory): Kernel {
  const base64 = isShared(memory) ? binaries.shared : binaries.own;
  const binary = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const { filterGradient } = new WebAssembly.Instance(new WebAssembly.Module(binary), { env: { memory } }).exports;
  if (typeof filterGradient !== 'function') throw new Error('the wasm kernels have no filterGradient');
  return (...numbers) => filterGradient(...numbers);
}

export const isShared = ({ buffer }: WebAssembly.Memory): boolean => !(buffer instanceof ArrayBuffer);

/** The kernels on the memory of TensorFlow.js's wasm backend, in place: no value is copied to get there. */
export class SimdKernels {
  private readonly kernel: Kernel;

  constructor(
    private readonly backend: BackendWasm,
    private readonly threads?: KernelThreads,
  ) {
    this.kernel = instantiateKernel(memoryOf(backend));
  }

  /**
   * Gradient of a convolution with respect to its kernel.
   *
   * @param x [N, H, W, C_in]
   * @param dy [N, outH, outW, C_out]
   * @returns [kh, kw, C_in, C_out]
   */
  filterGradient(x: tf.TensorInfo, dy: tf.TensorInfo, { stride, padBefore, kernel }: ConvGeometry): tf.TensorInfo {
    const [batch = 0, height = 0, width = 0, channels = 0] = x.shape;
    const [, outHeight = 0, outWidth = 0, filters = 0] = dy.shape;
    const out = this.backend.makeOutput([...kernel, channels, filters], 'float32');
    const shares = this.threads?.count ?? 1;
    const paddedRow = ((outWidth - 1) * stride[1] + kernel[1]) * channels;
    const paddedSize = ((outHeight - 1) * stride[0] + kernel[0]) * paddedRow;
    const padded = this.backend.makeOutput([shares, paddedSize], 'float32');
    for (const zeroed of [out, padded]) this.backend.typedArrayFromHeap(zeroed).fill(0);
    const [fromX, fromDy, to, scratch] = [x, dy, out, padded].map(({ dataId }) => this.backend.getMemoryOffset(dataId));
    const argumentsOf = (share: number): KernelArguments => [
      ...[fromX!, fromDy!, to!, scratch! + 4 * share * paddedSize],
      ...[batch, height, width, channels, outHeight, outWidth, filters],
      ...[...kernel, ...stride, ...padBefore, share, shares],
    ];
    const wait = this.threads?.start(argumentsOf);
    this.kernel(...argumentsOf(0));
    wait?.();
    this.backend.disposeData(padded.dataId);
    return out;
  }
}

/** The memory that TensorFlow.js's wasm module works on; its typings leave it out. */
export function memoryOf({ wasm }: BackendWasm): WebAssembly.Memory {
  const exports: unknown = Reflect.get(wasm, 'asm');
  const memory: unknown =
    Reflect.get(wasm, 'wasmMemory') ?? (typeof exports === 'object' && exports && Reflect.get(exports, 'memory'));
  if (!(memory instanceof WebAssembly.Memory)) throw new Error('the wasm backend does not show its memory');
  return memory;
}
