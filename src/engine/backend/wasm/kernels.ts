import { binaries } from './simd/binaries';

/** The kernels whose work is split among threads. */
export const kernelNames = [
  'convolution',
  'filterGradient',
  'inputGradient',
  'channelSums',
  'channelCombination',
  'maxPoolGradient',
  'reluGradient',
  'jointSlope',
  'meanRelu',
  'meanReluGradient',
  'winogradInput',
  'winogradConvolution',
  'winogradFilterGradient',
  'depthwiseInputGradient',
  'depthwiseFilterGradient',
] as const;

export type KernelName = (typeof kernelNames)[number];

/** The kernels that one thread runs. */
export type SerialKernel = 'packKernel' | 'winogradSwap' | 'winogradKernel' | 'winogradKernelGradient' | 'nesterovStep';

/** A kernel call's numbers: addresses in bytes, lengths in floats, in the order of simd/kernels. */
export type KernelArguments = readonly number[];

/** Calls a kernel by its name. */
export type Kernels = (name: KernelName | SerialKernel, numbers: KernelArguments) => void;

/** Other threads that hold the same memory and compute their shares of a kernel call. */
export interface KernelThreads {
  /** All that compute, the caller's own included. */
  readonly count: number;
  /** Starts the others on their shares, 1 and up; what comes back waits for them. */
  start(kernel: KernelName, argumentsOf: (share: number) => KernelArguments): () => void;
}

/** Opens threads on a memory: the engine does not know how workers are made. */
export type OpenThreads = (memory: WebAssembly.Memory, count: number) => Promise<KernelThreads>;

/** Instantiates simd/kernels on a memory. @throws where wasm has no SIMD */
export function kernelsOn(memory: WebAssembly.Memory): Kernels {
  const base64 = isShared(memory) ? binaries.shared : binaries.own;
  const binary = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary), { env: { memory } });
  return (name, numbers) => {
    const kernel = exports[name];
    if (typeof kernel !== 'function') throw new Error(`the wasm kernels have no ${name}`);
    kernel(...numbers);
  };
}

export const isShared = ({ buffer }: WebAssembly.Memory): boolean => !(buffer instanceof ArrayBuffer);
