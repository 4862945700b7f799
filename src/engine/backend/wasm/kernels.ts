import { binaries } from '../../../kernels/kernels.generated';

/** The kernels whose work is split among threads. */
export const kernelNames = [
  'convolution',
  'filterGradient',
  'sumParts',
  'imageChain',
  'inputGradient',
  'channelAffine',
  'channelSums',
  'channelCombination',
  'maxPool',
  'maxPoolGradient',
  'meanGradient',
  'relu',
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
export type SerialKernel =
  | 'packKernel'
  | 'packLanes'
  | 'winogradSwap'
  | 'winogradKernel'
  | 'winogradKernelGradient'
  | 'nesterovStep';

/** A kernel call's numbers: addresses in bytes, lengths in floats, in the order of simd/kernels. */
export type KernelArguments = readonly number[];

/** Calls a kernel by its name. */
export type Kernels = (name: KernelName | SerialKernel, numbers: KernelArguments) => void;

/** The threads that compute on a memory. Whoever is free takes the next share, so that a slow core holds up none. */
export interface KernelThreads {
  /** All that compute, the caller's own included. */
  readonly count: number;
  /**
   * Offers the shares of a kernel call to all threads.
   *
   * @param argumentsOf a thread's arguments, the caller being thread 0: all but the last two, a share and of how many
   * @returns gives the caller shares to compute, one a call; when none is left it waits for those of other threads
   */
  start(kernel: KernelName, shares: number, argumentsOf: (thread: number) => KernelArguments): () => number | undefined;
}

/** No threads but the caller's. */
export const callerAlone: KernelThreads = {
  count: 1,
  start: (_, shares) => {
    let share = 0;
    return () => (share < shares ? share++ : undefined);
  },
};

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
