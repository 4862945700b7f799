import type * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { binaries } from './simd/binaries';

/** The geometry of a 2-D convolution that its gradients need; dilation is not supported. */
export interface ConvGeometry {
  stride: [number, number];
  /** Rows above and columns left of the image, as the forward pass padded it. */
  padBefore: [number, number];
  /** [kernel height, kernel width] */
  kernel: [number, number];
}

/** Activations that the convolution computes by the way, in the order of its numbers for them. */
export const fusedActivations = ['linear', 'relu', 'relu6'] as const;

export type FusedActivation = (typeof fusedActivations)[number];

/** The kernels whose work is split among threads. */
export type KernelName = 'convolution' | 'filterGradient' | 'inputGradient';

/** A kernel call's numbers: addresses in bytes, lengths in floats, in the order of simd/kernels.ts. */
export type KernelArguments = readonly number[];

export type Kernels = Record<KernelName | 'packKernel', (...numbers: KernelArguments) => void>;

/** Other threads that hold the same memory and compute their shares of a kernel call. */
export interface KernelThreads {
  /** All that compute, the caller's own included. */
  readonly count: number;
  /** Starts the others on their shares, 1 and up; what comes back waits for them. */
  start(kernel: KernelName, argumentsOf: (share: number) => KernelArguments): () => void;
}

/** Opens threads on a memory: the engine does not know how workers are made. */
export type OpenThreads = (memory: WebAssembly.Memory, count: number) => Promise<KernelThreads>;

/** Instantiates simd/kernels.ts on a memory. @throws where wasm has no SIMD */
export function instantiateKernels(memory: WebAssembly.Memory): Kernels {
  const base64 = isShared(memory) ? binaries.shared : binaries.own;
  const binary = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary), { env: { memory } });
  const kernelOf = (name: keyof Kernels): Kernels[KernelName] => {
    const kernel = exports[name];
    if (typeof kernel !== 'function') throw new Error(`the wasm kernels have no ${name}`);
    return (...numbers) => kernel(...numbers);
  };
  return {
    convolution: kernelOf('convolution'),
    filterGradient: kernelOf('filterGradient'),
    inputGradient: kernelOf('inputGradient'),
    packKernel: kernelOf('packKernel'),
  };
}

export const isShared = ({ buffer }: WebAssembly.Memory): boolean => !(buffer instanceof ArrayBuffer);

/** The kernels on the memory of TensorFlow.js's wasm backend: no value is copied to get there. */
export class SimdKernels {
  private readonly kernels: Kernels;

  constructor(
    private readonly backend: BackendWasm,
    private readonly threads?: KernelThreads,
  ) {
    this.kernels = instantiateKernels(memoryOf(backend));
  }

  /**
   * Convolution, bias and activation.
   *
   * @param x [N, H, W, C_in]
   * @param filter [kh, kw, C_in, C_out]
   * @param bias [C_out]
   * @param outShape [N, outH, outW, C_out]
   */
  convolution(
    x: tf.TensorInfo,
    filter: tf.TensorInfo,
    bias: tf.TensorInfo | undefined,
    activation: FusedActivation,
    outShape: readonly number[],
    geometry: ConvGeometry,
  ): tf.TensorInfo {
    const [kh = 0, kw = 0, channels = 0, filters = 0] = filter.shape;
    const rows = kh * kw * channels;
    const packed = this.backend.makeOutput([Math.ceil(filters / 8), rows + 1, 8], 'float32');
    const [from, to] = [filter, packed].map(({ dataId }) => this.backend.getMemoryOffset(dataId));
    this.kernels.packKernel(from!, bias ? this.backend.getMemoryOffset(bias.dataId) : 0, to!, rows, filters);
    const out = this.backend.makeOutput([...outShape], 'float32');
    this.run('convolution', [x, packed, out], x.shape, outShape, geometry, fusedActivations.indexOf(activation));
    this.backend.disposeData(packed.dataId);
    return out;
  }

  /**
   * Gradient of a convolution with respect to its kernel.
   *
   * @param x [N, H, W, C_in]
   * @param dy [N, outH, outW, C_out]
   * @returns [kh, kw, C_in, C_out]
   */
  filterGradient(x: tf.TensorInfo, dy: tf.TensorInfo, geometry: ConvGeometry): tf.TensorInfo {
    const out = this.backend.makeOutput([...geometry.kernel, x.shape[3] ?? 0, dy.shape[3] ?? 0], 'float32');
    this.backend.typedArrayFromHeap(out).fill(0);
    this.run('filterGradient', [x, dy, out], x.shape, dy.shape, geometry);
    return out;
  }

  /**
   * Gradient of a convolution with respect to its input.
   *
   * @param dy [N, outH, outW, C_out]
   * @param turned the kernel as [kh, C_out, kw * C_in]
   * @param inputShape [N, H, W, C_in], the shape of the result
   */
  inputGradient(dy: tf.TensorInfo, turned: tf.TensorInfo, inputShape: number[], geometry: ConvGeometry): tf.TensorInfo {
    const out = this.backend.makeOutput(inputShape, 'float32');
    this.run('inputGradient', [dy, turned, out], inputShape, dy.shape, geometry);
    return out;
  }

  private run(
    name: KernelName,
    tensors: tf.TensorInfo[],
    [batch = 0, height = 0, width = 0, channels = 0]: readonly number[],
    [, outHeight = 0, outWidth = 0, filters = 0]: readonly number[],
    { stride, padBefore, kernel }: ConvGeometry,
    ...more: number[]
  ): void {
    const shares = this.threads?.count ?? 1;
    const paddedRow = ((outWidth - 1) * stride[1] + kernel[1]) * channels;
    const paddedSize = ((outHeight - 1) * stride[0] + kernel[0]) * paddedRow;
    const padded = this.backend.makeOutput([shares, paddedSize], 'float32');
    this.backend.typedArrayFromHeap(padded).fill(0);
    const [first, second, out, scratch] = [...tensors, padded].map(({ dataId }) =>
      this.backend.getMemoryOffset(dataId),
    );
    const argumentsOf = (share: number): KernelArguments => [
      ...[first!, second!, out!, scratch! + 4 * share * paddedSize],
      ...[batch, height, width, channels, outHeight, outWidth, filters],
      ...[...kernel, ...stride, ...padBefore, share, shares, ...more],
    ];
    const wait = this.threads?.start(name, argumentsOf);
    this.kernels[name](...argumentsOf(0));
    wait?.();
    this.backend.disposeData(padded.dataId);
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
