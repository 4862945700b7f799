import type * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { type KernelName, type Kernels, type KernelThreads, kernelsOn, type SerialKernel } from './kernels';

/** The memory of TensorFlow.js's wasm backend with Espalier's kernels on it: no value is copied to get there. */
export class KernelMemory {
  private readonly memory: WebAssembly.Memory;
  private readonly kernels: Kernels;

  constructor(
    private readonly backend: BackendWasm,
    private readonly threads?: KernelThreads,
  ) {
    this.memory = memoryOf(backend);
    this.kernels = kernelsOn(this.memory);
  }

  /** A new tensor, of values yet to be written. */
  empty(shape: readonly number[]): tf.TensorInfo {
    return this.backend.makeOutput([...shape], 'float32');
  }

  zeros(shape: readonly number[]): tf.TensorInfo {
    const tensor = this.empty(shape);
    this.valuesOf(tensor).fill(0);
    return tensor;
  }

  dispose({ dataId }: tf.TensorInfo): void {
    this.backend.disposeData(dataId);
  }

  /** The same values under another tensor. */
  share({ dataId, shape, dtype }: tf.TensorInfo): tf.TensorInfo {
    this.backend.incRef(dataId);
    return { dataId, shape, dtype };
  }

  /** A tensor's values: a view that holds until the memory grows. */
  valuesOf(tensor: tf.TensorInfo): Float32Array {
    return new Float32Array(this.memory.buffer, this.addressOf(tensor), sizeOf(tensor));
  }

  /** Runs a kernel of one thread. @param tensors whose addresses it takes first; 0 stands for an absent one */
  runSerially(name: SerialKernel, tensors: ReadonlyArray<tf.TensorInfo | undefined>, numbers: readonly number[]): void {
    this.kernels(name, [...tensors.map((tensor) => (tensor ? this.addressOf(tensor) : 0)), ...numbers]);
  }

  /**
   * Runs a kernel in all threads. It takes the tensors' addresses, that of its thread's room if `room` floats are asked
   * for, the numbers, then which share of how many it is to compute.
   *
   * @param read sees the rooms, one a thread, before they are gone
   */
  run(
    name: KernelName,
    tensors: readonly tf.TensorInfo[],
    numbers: readonly number[],
    room = 0,
    read?: (rooms: Float32Array[]) => void,
  ): void {
    const shares = this.threads?.count ?? 1;
    const rooms = Array.from({ length: room > 0 ? shares : 0 }, () => this.empty([room]));
    const addresses = tensors.map(this.addressOf);
    const roomAddresses = rooms.map(this.addressOf);
    const argumentsOf = (share: number) => [
      ...addresses,
      ...roomAddresses.slice(share, share + 1),
      ...numbers,
      share,
      shares,
    ];
    const wait = this.threads?.start(name, argumentsOf);
    this.kernels(name, argumentsOf(0));
    wait?.();
    read?.(rooms.map((tensor) => this.valuesOf(tensor)));
    for (const tensor of rooms) this.dispose(tensor);
  }

  private readonly addressOf = ({ dataId }: tf.TensorInfo): number => this.backend.getMemoryOffset(dataId);
}

export const sizeOf = ({ shape }: Pick<tf.TensorInfo, 'shape'>): number =>
  shape.reduce((product, length) => product * length, 1);

/** The memory that TensorFlow.js's wasm module works on; its typings leave it out. */
export function memoryOf({ wasm }: BackendWasm): WebAssembly.Memory {
  const exports: unknown = Reflect.get(wasm, 'asm');
  const memory: unknown =
    Reflect.get(wasm, 'wasmMemory') ?? (typeof exports === 'object' && exports && Reflect.get(exports, 'memory'));
  if (!(memory instanceof WebAssembly.Memory)) throw new Error('the wasm backend does not show its memory');
  return memory;
}
