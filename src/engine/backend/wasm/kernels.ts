import type * as tf from '@tensorflow/tfjs';
import { binaries, signatures } from '../../../kernels/kernels.generated';

type Signatures = typeof signatures;

export type KernelName = keyof Signatures;

/** The kernels whose work is split among threads, in chunks. */
export type ChunkedKernel = {
  [Name in KernelName]: 'chunk' extends keyof Signatures[Name] ? Name : never;
}[KernelName];

/** The kernels that one thread runs. */
export type SerialKernel = Exclude<KernelName, ChunkedKernel>;

const isChunked = (name: string): name is ChunkedKernel =>
  Object.entries(signatures).some(([kernel, parameters]) => kernel === name && 'chunk' in parameters);

export const chunkedKernels: readonly ChunkedKernel[] = Object.keys(signatures).filter(isChunked);

/** Parameters of a chunked kernel, at most, without the chunk and the number of chunks. */
export const mostParameters = Math.max(...chunkedKernels.map((name) => Object.keys(signatures[name]).length)) - 2;

/** What the host gives for a parameter or a field: tensors for addresses, undefined for one that is absent. */
type Scalar<Type> = Type extends 'usize' ? tf.TensorInfo | undefined : number;

type Struct<Fields> = { readonly [Field in keyof Fields]: Scalar<Fields[Field]> };

type Argument<Type> = Type extends string ? Scalar<Type> : Struct<Type> | ReadonlyArray<Struct<Type>>;

/** A kernel's arguments by name, without those that the host finds by itself. */
export type KernelArguments<Name extends KernelName> = {
  readonly [Parameter in Exclude<keyof Signatures[Name], 'workspace' | 'chunk' | 'chunks'>]: Argument<
    Signatures[Name][Parameter]
  >;
};

/** Calls a kernel. @param numbers its parameters in order: addresses in bytes, lengths in floats */
export type Kernels = (name: KernelName, numbers: readonly number[]) => void;

/** The threads that compute on a memory. Whoever is free takes the next chunk, so that a slow core holds up none. */
export interface KernelThreads {
  /** All that compute, the caller's own included. */
  readonly count: number;
  /**
   * Offers the chunks of a kernel call to all threads.
   *
   * @param numbersOf a thread's parameters, the caller being thread 0: all but the last two, a chunk and of how many
   * @returns gives the caller chunks to compute, one a call; when none is left it waits for those of other threads
   */
  start(
    kernel: ChunkedKernel,
    chunks: number,
    numbersOf: (thread: number) => readonly number[],
  ): () => number | undefined;
}

/** No threads but the caller's. */
export const callerAlone: KernelThreads = {
  count: 1,
  start: (_, chunks) => {
    let chunk = 0;
    return () => (chunk < chunks ? chunk++ : undefined);
  },
};

/** Opens threads on a memory: the engine does not know how workers are made. */
export type OpenThreads = (memory: WebAssembly.Memory, count: number) => Promise<KernelThreads>;

/** How products are added up: rounded once, or after the multiplication too, which is the same on every machine. */
export type Rounding = keyof typeof binaries;

/**
 * Instantiates the kernels on a memory.
 *
 * @param rounding fused where wasm has that (relaxed SIMD), which is faster
 * @throws where wasm has no SIMD
 */
export function kernelsOn(memory: WebAssembly.Memory, rounding: Rounding = 'fused'): Kernels {
  const kind = isShared(memory) ? 'shared' : 'own';
  const wanted = bytesOf(binaries[rounding][kind]);
  const binary = WebAssembly.validate(wanted) ? wanted : bytesOf(binaries.plain[kind]);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary), { env: { memory } });
  return (name, numbers) => {
    const kernel = exports[name];
    if (typeof kernel !== 'function') throw new Error(`the wasm kernels have no ${name}`);
    kernel(...numbers);
  };
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

export const isShared = ({ buffer }: WebAssembly.Memory): boolean => !(buffer instanceof ArrayBuffer);
