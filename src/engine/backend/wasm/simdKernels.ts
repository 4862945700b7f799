import type * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { crossEntropy } from './crossEntropy';
import { binaries } from './simd/binaries';

/** The geometry of a 2-D convolution that its gradients need; dilation is not supported. */
export interface ConvGeometry {
  stride: [number, number];
  /** Rows above and columns left of the image, as the forward pass padded it. */
  padBefore: [number, number];
  /** [kernel height, kernel width] */
  kernel: [number, number];
}

/** What a step of SGD with Nesterov momentum multiplies by. */
export interface NesterovRates {
  learningRate: number;
  momentum: number;
  weightDecay: number;
}

/** Activations that the convolution computes by the way, in the order of its numbers for them. */
export const fusedActivations = ['linear', 'relu', 'relu6'] as const;

export type FusedActivation = (typeof fusedActivations)[number];

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

/** A kernel call's numbers: addresses in bytes, lengths in floats, in the order of simd/kernels. */
export type KernelArguments = readonly number[];

/** Calls a kernel by its name. */
export type Kernels = (name: KernelName | SerialKernel, numbers: KernelArguments) => void;

/** The kernels that one thread runs. */
type SerialKernel = 'packKernel' | 'winogradKernel' | 'winogradKernelGradient' | 'nesterovStep';

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
export function instantiateKernels(memory: WebAssembly.Memory): Kernels {
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

/** The kernels on the memory of TensorFlow.js's wasm backend: no value is copied to get there. */
export class SimdKernels {
  private readonly memory: WebAssembly.Memory;
  private readonly kernels: Kernels;

  constructor(
    private readonly backend: BackendWasm,
    private readonly threads?: KernelThreads,
  ) {
    this.memory = memoryOf(backend);
    this.kernels = instantiateKernels(this.memory);
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
    const biasAddress = bias ? this.addressOf(bias) : 0;
    this.kernels('packKernel', [this.addressOf(filter), biasAddress, this.addressOf(packed), rows, filters]);
    const out = this.backend.makeOutput([...outShape], 'float32');
    this.convolve('convolution', [x, packed, out], x.shape, outShape, geometry, fusedActivations.indexOf(activation));
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
    this.valuesOf(out).fill(0);
    this.convolve('filterGradient', [x, dy, out], x.shape, dy.shape, geometry);
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
    this.convolve('inputGradient', [dy, turned, out], inputShape, dy.shape, geometry);
    return out;
  }

  /**
   * Sums over all axes but the last, of a and of a b: [C] each.
   *
   * @param a, b [..., C]
   */
  channelSums(a: tf.TensorInfo, b: tf.TensorInfo): tf.TensorInfo[] {
    const [rows, channels] = rowsOf(a);
    return this.sumsOf('channelSums', [a, b], rows, channels);
  }

  /**
   * p a + q b + r, channel by channel.
   *
   * @param a, b [..., C]
   * @param factors p, q and r: [3, C]
   */
  channelCombination(a: tf.TensorInfo, b: tf.TensorInfo, factors: tf.TensorInfo): tf.TensorInfo {
    const [rows, channels] = rowsOf(a);
    const shares = this.threads?.count ?? 1;
    const out = this.backend.makeOutput(a.shape, 'float32');
    this.run('channelCombination', (share) => [
      ...[a, b, factors, out].map(this.addressOf),
      ...[rows, channels, share, shares],
    ]);
    return out;
  }

  /**
   * Means over positions of max(0, scale x + shift): [N, C].
   *
   * @param x [N, H, W, C]
   * @param factors scale and shift: [2, C]
   */
  meanRelu(x: tf.TensorInfo, factors: tf.TensorInfo): tf.TensorInfo {
    const [images = 0, height = 0, width = 0, channels = 0] = x.shape;
    const shares = this.threads?.count ?? 1;
    const out = this.backend.makeOutput([images, channels], 'float32');
    this.run('meanRelu', (share) => [
      ...[x, factors, out].map(this.addressOf),
      ...[images, height * width, channels, share, shares],
    ]);
    return out;
  }

  /** Gradient of `meanRelu` for x. @param dy [N, C] */
  meanReluGradient(x: tf.TensorInfo, factors: tf.TensorInfo, dy: tf.TensorInfo): tf.TensorInfo {
    const [images = 0, height = 0, width = 0, channels = 0] = x.shape;
    const shares = this.threads?.count ?? 1;
    const out = this.backend.makeOutput(x.shape, 'float32');
    this.run('meanReluGradient', (share) => [
      ...[x, factors, dy, out].map(this.addressOf),
      ...[images, height * width, channels, share, shares],
    ]);
    return out;
  }

  /**
   * (output - baseline) / Q + lambda gradient, its sums over all axes but the last, [C], and those of
   * (output - baseline)^2, [C].
   *
   * @param output, baseline, gradient [..., C]
   * @param factors 1 / Q and lambda: [2]
   */
  jointSlope(
    output: tf.TensorInfo,
    baseline: tf.TensorInfo,
    gradient: tf.TensorInfo,
    factors: tf.TensorInfo,
  ): tf.TensorInfo[] {
    const [rows, channels] = rowsOf(output);
    const slope = this.backend.makeOutput(output.shape, 'float32');
    return [slope, ...this.sumsOf('jointSlope', [output, baseline, gradient, factors, slope], rows, channels)];
  }

  /**
   * Mean cross-entropy of softmax(logits), a scalar, and its gradient, [N, classes].
   *
   * @param logits, labels [N, classes]
   */
  crossEntropy(logits: tf.TensorInfo, labels: tf.TensorInfo): tf.TensorInfo[] {
    const loss = this.backend.makeOutput([], 'float32');
    const gradient = this.backend.makeOutput(logits.shape, 'float32');
    const [values, flags, slopes] = [logits, labels, gradient].map((tensor) => this.valuesOf(tensor));
    this.valuesOf(loss)[0] = crossEntropy(values!, flags!, slopes!, logits.shape[1] ?? 1);
    return [loss, gradient];
  }

  /** A step of SGD with Nesterov momentum: the next weight and velocity. @param velocity absent before the first */
  nesterovStep(
    weight: tf.TensorInfo,
    gradient: tf.TensorInfo,
    velocity: tf.TensorInfo | undefined,
    { learningRate, momentum, weightDecay }: NesterovRates,
  ): tf.TensorInfo[] {
    const next = [weight, weight].map(({ shape }) => this.backend.makeOutput(shape, 'float32'));
    this.kernels('nesterovStep', [
      ...[weight, gradient].map(this.addressOf),
      velocity ? this.addressOf(velocity) : 0,
      ...next.map(this.addressOf),
      ...[sizeOf(weight), learningRate, momentum, weightDecay],
    ]);
    return next;
  }

  /**
   * The windows of images as `winogradConvolution` reads them, for 3x3 convolutions of stride 1.
   *
   * @param x [N, H, W, C]
   * @param outSize height and width of the convolution's output
   * @param padBefore rows above and columns left of the image
   * @returns [blocks, 16, C + 1, 4]
   */
  winogradInput(
    x: tf.TensorInfo,
    outSize: readonly [number, number],
    padBefore: readonly [number, number],
  ): tf.TensorInfo {
    const [images = 0, height = 0, width = 0, channels = 0] = x.shape;
    const shares = this.threads?.count ?? 1;
    const [rows, columns] = windowsOf(outSize);
    const out = this.backend.makeOutput([Math.ceil((images * rows * columns) / 4), 16, channels + 1, 4], 'float32');
    this.valuesOf(out).fill(0);
    this.run('winogradInput', (share) => [
      ...[x, out].map(this.addressOf),
      ...[images, height, width, channels, rows, columns, ...padBefore, share, shares],
    ]);
    return out;
  }

  /**
   * A convolution of some channels of the input, and bias.
   *
   * @param windows from `winogradInput`, [blocks, 16, C + 1, 4]
   * @param channels the numbers of those that the kernel reads, int32 [K]
   * @param kernel [3, 3, K, C_out]
   * @param bias [C_out]
   * @param outShape [N, outH, outW, C_out]
   */
  winogradConvolution(
    windows: tf.TensorInfo,
    channels: tf.TensorInfo,
    kernel: tf.TensorInfo,
    bias: tf.TensorInfo,
    outShape: readonly [number, number, number, number],
  ): tf.TensorInfo {
    const [images, height, width, filters] = outShape;
    const chosen = channels.shape[0] ?? 0;
    const columns = Math.ceil(filters / 8);
    const shares = this.threads?.count ?? 1;
    const packed = this.backend.makeOutput([winogradRoom(chosen, columns)], 'float32');
    this.valuesOf(packed).fill(0);
    this.kernels('winogradKernel', [...[kernel, packed].map(this.addressOf), chosen, filters]);
    const out = this.backend.makeOutput([...outShape], 'float32');
    const products = this.backend.makeOutput([shares, winogradRoom(16, columns)], 'float32');
    this.run('winogradConvolution', (share) => [
      ...[windows, channels, packed, bias, out].map(this.addressOf),
      ...[this.partAddress(products, share), images, height, width],
      ...[(windows.shape[2] ?? 1) - 1, chosen, filters, share, shares],
    ]);
    this.backend.disposeData(packed.dataId);
    this.backend.disposeData(products.dataId);
    return out;
  }

  /**
   * Gradient of `winogradConvolution` for the kernel: [3, 3, K, C_out].
   *
   * @param windows, channels as it has them
   * @param dy [N, outH, outW, C_out]
   */
  winogradFilterGradient(windows: tf.TensorInfo, channels: tf.TensorInfo, dy: tf.TensorInfo): tf.TensorInfo {
    const [images = 0, height = 0, width = 0, filters = 0] = dy.shape;
    const chosen = channels.shape[0] ?? 0;
    const columns = Math.ceil(filters / 8);
    const shares = this.threads?.count ?? 1;
    const gradient = this.backend.makeOutput([winogradRoom(chosen, columns)], 'float32');
    this.valuesOf(gradient).fill(0);
    const slopes = this.backend.makeOutput([shares, winogradRoom(64, columns)], 'float32');
    this.run('winogradFilterGradient', (share) => [
      ...[windows, channels, dy, gradient].map(this.addressOf),
      ...[this.partAddress(slopes, share), images, height, width],
      ...[(windows.shape[2] ?? 1) - 1, chosen, filters, share, shares],
    ]);
    const out = this.backend.makeOutput([3, 3, chosen, filters], 'float32');
    this.kernels('winogradKernelGradient', [...[gradient, out].map(this.addressOf), chosen, filters]);
    this.backend.disposeData(slopes.dataId);
    this.backend.disposeData(gradient.dataId);
    return out;
  }

  /**
   * Gradient of a max pooling over tiles that cover the image.
   *
   * @param x [N, H, W, C]
   * @param y, dy [N, H / tile height, W / tile width, C]
   */
  maxPoolGradient(
    x: tf.TensorInfo,
    y: tf.TensorInfo,
    dy: tf.TensorInfo,
    tile: readonly [number, number],
  ): tf.TensorInfo {
    const shares = this.threads?.count ?? 1;
    const out = this.backend.makeOutput(x.shape, 'float32');
    this.run('maxPoolGradient', (share) => [
      ...[x, y, dy, out].map(this.addressOf),
      ...[...x.shape, ...tile, share, shares],
    ]);
    return out;
  }

  /** Gradient of a ReLU whose output was y. @param y, dy of one shape */
  reluGradient(y: tf.TensorInfo, dy: tf.TensorInfo): tf.TensorInfo {
    const shares = this.threads?.count ?? 1;
    const out = this.backend.makeOutput(y.shape, 'float32');
    this.run('reluGradient', (share) => [...[y, dy, out].map(this.addressOf), sizeOf(y), share, shares]);
    return out;
  }

  /** The same values under another tensor: the stock kernel copies them. */
  identity({ dataId, shape, dtype }: tf.TensorInfo): tf.TensorInfo {
    this.backend.incRef(dataId);
    return { dataId, shape, dtype };
  }

  /**
   * Gradient of a depthwise convolution with respect to its input.
   *
   * @param dy [N, outH, outW, C * multiplier]
   * @param filter [kh, kw, C, multiplier]
   * @param inputShape [N, H, W, C], the shape of the result
   */
  depthwiseInputGradient(
    dy: tf.TensorInfo,
    filter: tf.TensorInfo,
    inputShape: number[],
    geometry: ConvGeometry,
  ): tf.TensorInfo {
    const out = this.backend.makeOutput(inputShape, 'float32');
    this.depthwise('depthwiseInputGradient', [dy, filter, out], inputShape, dy.shape, geometry);
    return out;
  }

  /**
   * Gradient of a depthwise convolution with respect to its kernel.
   *
   * @param x [N, H, W, C]
   * @param dy [N, outH, outW, C * multiplier]
   * @returns [kh, kw, C, multiplier]
   */
  depthwiseFilterGradient(x: tf.TensorInfo, dy: tf.TensorInfo, geometry: ConvGeometry): tf.TensorInfo {
    const channels = x.shape[3] ?? 1;
    const out = this.backend.makeOutput([...geometry.kernel, channels, (dy.shape[3] ?? 0) / channels], 'float32');
    this.valuesOf(out).fill(0);
    this.depthwise('depthwiseFilterGradient', [x, dy, out], x.shape, dy.shape, geometry);
    return out;
  }

  private depthwise(
    name: 'depthwiseInputGradient' | 'depthwiseFilterGradient',
    tensors: readonly tf.TensorInfo[],
    [batch = 0, height = 0, width = 0, channels = 1]: readonly number[],
    [, outHeight = 0, outWidth = 0, outputs = 0]: readonly number[],
    { stride, padBefore, kernel }: ConvGeometry,
  ): void {
    const shares = this.threads?.count ?? 1;
    this.run(name, (share) => [
      ...tensors.map(this.addressOf),
      ...[batch, height, width, channels, outHeight, outWidth, outputs / channels],
      ...[...kernel, ...stride, ...padBefore, share, shares],
    ]);
  }

  private convolve(
    name: 'convolution' | 'filterGradient' | 'inputGradient',
    tensors: readonly tf.TensorInfo[],
    [batch = 0, height = 0, width = 0, channels = 0]: readonly number[],
    [, outHeight = 0, outWidth = 0, filters = 0]: readonly number[],
    { stride, padBefore, kernel }: ConvGeometry,
    ...more: number[]
  ): void {
    const shares = this.threads?.count ?? 1;
    const paddedRow = ((outWidth - 1) * stride[1] + kernel[1]) * channels;
    const paddedSize = ((outHeight - 1) * stride[0] + kernel[0]) * paddedRow;
    const padded = this.backend.makeOutput([shares, paddedSize], 'float32');
    this.valuesOf(padded).fill(0);
    this.run(name, (share) => [
      ...[...tensors.map(this.addressOf), this.addressOf(padded) + 4 * share * paddedSize],
      ...[batch, height, width, channels, outHeight, outWidth, filters],
      ...[...kernel, ...stride, ...padBefore, share, shares, ...more],
    ]);
    this.backend.disposeData(padded.dataId);
  }

  /** Runs a kernel that sums two rows of channels, every thread on its own, and adds the threads' up: [C] each. */
  private sumsOf(
    name: 'channelSums' | 'jointSlope',
    tensors: readonly tf.TensorInfo[],
    rows: number,
    channels: number,
  ): tf.TensorInfo[] {
    const shares = this.threads?.count ?? 1;
    const parts = this.backend.makeOutput([shares, 4, channels], 'float32');
    this.valuesOf(parts).fill(0);
    this.run(name, (share) => [...tensors.map(this.addressOf), this.addressOf(parts), rows, channels, share, shares]);
    const values = this.valuesOf(parts);
    const sums = [0, 1].map((row) => {
      const sum = this.backend.makeOutput([channels], 'float32');
      const total = this.valuesOf(sum).fill(0);
      for (let share = 0; share < shares; share++)
        for (let channel = 0; channel < channels; channel++)
          total[channel] = total[channel]! + values[(4 * share + row) * channels + channel]!;
      return sum;
    });
    this.backend.disposeData(parts.dataId);
    return sums;
  }

  private run(name: KernelName, argumentsOf: (share: number) => KernelArguments): void {
    const wait = this.threads?.start(name, argumentsOf);
    this.kernels(name, argumentsOf(0));
    wait?.();
  }

  /** Where a thread's part begins in a tensor [shares, floats]. */
  private partAddress(tensor: tf.TensorInfo, share: number): number {
    return this.addressOf(tensor) + 4 * share * (tensor.shape[1] ?? 0);
  }

  /** A tensor's values in the backend's memory: a view that holds until the memory grows. */
  private valuesOf(tensor: tf.TensorInfo): Float32Array {
    return new Float32Array(this.memory.buffer, this.addressOf(tensor), sizeOf(tensor));
  }

  private readonly addressOf = ({ dataId }: tf.TensorInfo): number => this.backend.getMemoryOffset(dataId);
}

/** Winograd's windows down and across an image: each makes 2x2 outputs. */
const windowsOf = ([height, width]: readonly [number, number]): [rows: number, columns: number] => [
  Math.ceil(height / 2),
  Math.ceil(width / 2),
];

/** Floats of 16 components of some rows and columns of 8, with a gap after each component. */
const winogradRoom = (rows: number, columns: number): number => 16 * (rows * columns * 8 + 16);

/** Rows and channels of a tensor whose last axis is channels. */
function rowsOf({ shape }: tf.TensorInfo): [rows: number, channels: number] {
  const channels = shape.at(-1) ?? 1;
  return [sizeOf({ shape }) / channels, channels];
}

const sizeOf = ({ shape }: Pick<tf.TensorInfo, 'shape'>): number =>
  shape.reduce((product, length) => product * length, 1);

/** The memory that TensorFlow.js's wasm module works on; its typings leave it out. */
export function memoryOf({ wasm }: BackendWasm): WebAssembly.Memory {
  const exports: unknown = Reflect.get(wasm, 'asm');
  const memory: unknown =
    Reflect.get(wasm, 'wasmMemory') ?? (typeof exports === 'object' && exports && Reflect.get(exports, 'memory'));
  if (!(memory instanceof WebAssembly.Memory)) throw new Error('the wasm backend does not show its memory');
  return memory;
}
