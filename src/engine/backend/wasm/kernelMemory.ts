import type * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { layOut, workspaceIndex } from './kernelArguments';
import {
  type ChunkedKernel,
  callerAlone,
  type KernelArguments,
  type Kernels,
  type KernelThreads,
  kernelsOn,
  type Rounding,
  type SerialKernel,
} from './kernels';

/** Chunks of a kernel call for each thread: so many that threads end at one time, so few that their beginnings cost little. */
const chunksPerThread = 4;

/** Words for structs, more than any kernel takes but `imageChain`. */
const firstWords = 32;

/** Bytes of a line of the cache: threads' workspaces have none in common. */
const lineBytes = 64;

/** The memory of TensorFlow.js's wasm backend with Espalier's kernels on it: no value is copied to get there. */
export class KernelMemory {
  private readonly memory: WebAssembly.Memory;
  private readonly kernels: Kernels;
  private words: tf.TensorInfo;
  readonly threadCount: number;
  /** Into how many chunks a kernel's work is split, unless it asks for others. */
  readonly chunks: number;

  constructor(
    private readonly backend: BackendWasm,
    private readonly threads: KernelThreads = callerAlone,
    rounding?: Rounding,
  ) {
    this.threadCount = threads.count;
    this.chunks = threads.count === 1 ? 1 : chunksPerThread * threads.count;
    this.memory = memoryOf(backend);
    this.kernels = kernelsOn(this.memory, rounding);
    this.words = this.empty([firstWords]);
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

  /** Runs a kernel of one thread. */
  runSerially<Name extends SerialKernel>(name: Name, values: KernelArguments<Name>): void {
    this.kernels(name, layOut(name, values, this));
  }

  /**
   * Runs a kernel in all threads.
   *
   * @param workspace floats that each thread has to itself, for a kernel that asks for them
   */
  run<Name extends ChunkedKernel>(
    name: Name,
    values: KernelArguments<Name>,
    { workspace = 0, chunks = this.chunks }: { workspace?: number; chunks?: number } = {},
  ): void {
    const size = lineBytes * Math.ceil((4 * workspace) / lineBytes);
    const workspaces = size > 0 ? this.empty([this.threadCount, size / 4]) : undefined;
    const own = layOut(name, values, this);
    const place = workspaceIndex(name);
    if (workspaces) own[place] = this.addressOf(workspaces);
    const numbersOf = (thread: number) => own.map((number, at) => (at === place ? number + size * thread : number));
    const nextChunk = this.threads.start(name, chunks, numbersOf);
    for (let chunk = nextChunk(); chunk !== undefined; chunk = nextChunk()) this.kernels(name, [...own, chunk, chunks]);
    if (workspaces) this.dispose(workspaces);
  }

  /** Writes 32-bit words, structs for the next call. @returns their address */
  writeWords(words: readonly number[]): number {
    if (words.length > sizeOf(this.words)) {
      this.dispose(this.words);
      this.words = this.empty([2 * words.length]);
    }
    const address = this.addressOf(this.words);
    new Int32Array(this.memory.buffer, address, words.length).set(words);
    return address;
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
