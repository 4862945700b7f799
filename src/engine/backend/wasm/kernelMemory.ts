import type * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  callerAlone,
  type KernelName,
  type Kernels,
  type KernelThreads,
  kernelsOn,
  type SerialKernel,
} from './kernels';

/** Shares of a kernel call for each thread: so many that threads end at one time, so few that their beginnings cost little. */
const sharesPerThread = 4;

/** Floats of a line of the cache: threads' rooms have none in common. */
const lineLength = 16;

/** The memory of TensorFlow.js's wasm backend with Espalier's kernels on it: no value is copied to get there. */
export class KernelMemory {
  private readonly memory: WebAssembly.Memory;
  private readonly kernels: Kernels;
  readonly threadCount: number;
  /** Into how many shares a kernel's work is split, unless it asks for others. */
  readonly shares: number;

  constructor(
    private readonly backend: BackendWasm,
    private readonly threads: KernelThreads = callerAlone,
  ) {
    this.threadCount = threads.count;
    this.shares = threads.count === 1 ? 1 : sharesPerThread * threads.count;
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

  /** A new tensor of 32-bit integers. */
  integers(values: readonly number[]): tf.TensorInfo {
    const tensor = this.backend.makeOutput([values.length], 'int32');
    new Int32Array(this.memory.buffer, this.addressOf(tensor), values.length).set(values);
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
   * Runs a kernel in all threads. It takes the tensors' addresses, that of its thread's room if it asks for one, the
   * numbers, then which share of how many it is to compute.
   */
  run(
    name: KernelName,
    tensors: readonly tf.TensorInfo[],
    numbers: readonly number[],
    { room = 0, shares = this.shares }: { room?: number; shares?: number } = {},
  ): void {
    const lines = Math.ceil(room / lineLength);
    const rooms = lines > 0 ? [this.empty([this.threadCount, lines, lineLength])] : [];
    const addresses = tensors.map(this.addressOf);
    const argumentsOf = (thread: number) => [
      ...addresses,
      ...rooms.map((tensor) => this.addressOf(tensor) + 4 * lineLength * lines * thread),
      ...numbers,
    ];
    const own = argumentsOf(0);
    const nextShare = this.threads.start(name, shares, argumentsOf);
    for (let share = nextShare(); share !== undefined; share = nextShare()) this.kernels(name, [...own, share, shares]);
    for (const tensor of rooms) this.dispose(tensor);
  }

  /** Where a tensor's values start, in bytes: until the memory grows. */
  readonly addressOf = ({ dataId }: tf.TensorInfo): number => this.backend.getMemoryOffset(dataId);
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
