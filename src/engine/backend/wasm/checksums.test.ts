import type * as tf from '@tensorflow/tfjs';
import { afterAll, describe, expect, test } from 'vitest';
import { Random } from '../../random';
import { startWasmInChunks } from '../../testing/chunks';
import { normals } from '../../testing/numbers';
import * as convolutions from './convolutions';
import * as elementwise from './elementwise';
import type { ConvGeometry } from './geometry';
import { type ChainStep, imageChain } from './imageChain';
import type { KernelMemory } from './kernelMemory';
import { nesterovStep } from './learning';
import * as winograd from './winograd';

/** FNV-1a over the bits of tensors. */
function checksum(memory: KernelMemory, tensors: readonly tf.TensorInfo[]): string {
  let hash = 0x811c9dc5;
  for (const tensor of tensors)
    for (const byte of new Uint8Array(Float32Array.from(memory.valuesOf(tensor)).buffer))
      hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16);
}

const geometry: ConvGeometry = { stride: [1, 2], padBefore: [1, 1], kernel: [3, 3] };
const single: ConvGeometry = { stride: [1, 1], padBefore: [1, 1], kernel: [3, 3] };

const chainSteps: ChainStep[] = [
  { ...single, operation: 'convolution', inShape: [6, 6, 3], outShape: [6, 6, 11], activation: 'relu6' },
  {
    ...{ operation: 'maxPool', stride: [2, 2], padBefore: [0, 0], kernel: [2, 2] },
    ...{ inShape: [6, 6, 11], outShape: [3, 3, 11], activation: 'linear' },
  },
  { ...single, operation: 'convolution', inShape: [3, 3, 11], outShape: [3, 3, 7], activation: 'linear' },
  {
    ...{ operation: 'mean', stride: [3, 3], padBefore: [0, 0], kernel: [3, 3] },
    ...{ inShape: [3, 3, 7], outShape: [1, 1, 7], activation: 'linear' },
  },
];

type Make = (...shape: number[]) => tf.TensorInfo;

/** What is computed of random numbers of odd sizes: every kernel meets its tails. */
const computations: Record<string, (memory: KernelMemory, make: Make) => tf.TensorInfo[]> = {
  convolution: (memory, make) =>
    [5, 10, 21].map((filters) =>
      convolutions.convolution(
        ...([memory, make(5, 7, 9, 3), make(3, 3, 3, filters), make(filters)] as const),
        ...(['relu', [5, 7, 5, filters], geometry] as const),
      ),
    ),
  filterGradient: (memory, make) =>
    [2, 9].map((batch) => convolutions.filterGradient(memory, make(batch, 7, 9, 3), make(batch, 7, 5, 13), geometry)),
  inputGradient: (memory, make) =>
    [3, 7].map((channels) =>
      convolutions.inputGradient(memory, make(5, 7, 5, 6), make(3, 6, 3 * channels), [5, 7, 9, channels], geometry),
    ),
  depthwise: (memory, make) =>
    [1, 2].flatMap((multiplier) => [
      convolutions.depthwiseInputGradient(
        ...([memory, make(5, 7, 5, 7 * multiplier), make(3, 3, 7, multiplier), [5, 7, 9, 7], geometry] as const),
      ),
      convolutions.depthwiseFilterGradient(memory, make(5, 7, 9, 7), make(5, 7, 5, 7 * multiplier), geometry),
    ]),
  channels: (memory, make) => [
    elementwise.channelAffine(memory, make(7, 9, 11), make(11), make(11)),
    ...elementwise.channelSums(memory, make(2000, 7), make(2000, 7)),
    elementwise.channelCombination(memory, make(7, 9, 11), make(7, 9, 11), make(3, 11)),
  ],
  jointLoss: (memory, make) =>
    elementwise.jointLossGradient(memory, make(2000, 7), make(2000, 7), make(2000, 7), make(2)),
  means: (memory, make) => [
    elementwise.meanRelu(memory, make(5, 3, 7, 11), make(2, 11)),
    elementwise.meanReluGradient(memory, make(5, 3, 7, 11), make(2, 11), make(5, 11)),
    elementwise.meanGradient(memory, make(5, 11), [5, 3, 7, 11]),
  ],
  pooling: (memory, make) => {
    const x = make(5, 6, 8, 7);
    const y = elementwise.maxPool(memory, x, [2, 4]);
    return [y, elementwise.maxPoolGradient(memory, x, y, make(5, 3, 2, 7), [2, 4])];
  },
  relu: (memory, make) => [elementwise.relu(memory, make(203)), elementwise.reluGradient(memory, make(203), make(203))],
  nesterovStep: (memory, make) => {
    const rates = { learningRate: 0.013, momentum: 0.9, weightDecay: 1e-4 };
    return [undefined, make(103)].flatMap((velocity) => nesterovStep(memory, make(103), make(103), velocity, rates));
  },
  winograd: (memory, make) => {
    const tiles = winograd.winogradInput(memory, make(3, 7, 6, 7), [7, 6], [1, 1]);
    winograd.winogradSwap(memory, tiles, [1, 5]);
    const y = winograd.winogradConvolution(memory, tiles, make(3, 3, 5, 11), make(11), [3, 7, 6, 11]);
    const sum = winograd.winogradFilterGradient(memory, tiles, y, undefined, { first: 2, count: 5 });
    return [tiles, y, winograd.winogradKernelGradient(memory, sum, [5, 11])];
  },
  imageChain: (memory, make) =>
    [3, 8, 11].map((batch) => {
      const weights = { '0.kernel': make(3, 3, 3, 11), '0.bias': make(11), '2.kernel': make(3, 3, 11, 7) };
      return imageChain(memory, make(batch, 6, 6, 3), chainSteps, weights, [batch, 7]);
    }),
};

/** Recorded before the kernels shared a register tile: a change that keeps every sum's order keeps them. */
const recorded: Record<string, string> = {
  convolution: 'd64d284',
  filterGradient: '4dcece9e',
  inputGradient: 'c40ddb7f',
  depthwise: '2e419082',
  channels: 'f84954b9',
  jointLoss: 'dc4a107f',
  means: '449ff0ff',
  pooling: 'a3c038d3',
  relu: '287775c9',
  nesterovStep: 'b4d1e7f',
  winograd: '636eecc6',
  imageChain: '78fe3945',
};

afterAll(() => startWasmInChunks(1));

describe.each([1, 2])('for %i threads', (threads) => {
  test.each(Object.entries(computations))('%s computes the recorded bits', async (name, compute) => {
    const memory = await startWasmInChunks(threads, 'plain');
    const numbers = new Random(7);
    const results = compute(memory, (...shape) => {
      const tensor = memory.empty(shape);
      memory.valuesOf(tensor).set(normals(numbers, memory.valuesOf(tensor).length));
      return tensor;
    });
    expect(checksum(memory, results)).toBe(recorded[name]);
  });
});
