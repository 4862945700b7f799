import * as tf from '@tensorflow/tfjs';
import type { Network } from '../network/network';
import type { Trained } from '../train/fineTune';
import { roundingBytes } from './activations';
import type { Compressed, Compression } from './compression';
import { type InnerKernel, innerKernels } from './innerKernels';
import { straightThrough } from './straightThrough';

/** Kernels of a few values each. */
export interface Rounding {
  /** Of a weight's code. */
  readonly bits: number;
  /** Scales a kernel. @param filters that it has */
  scales(filters: number): number;
  /** The kernel of few values that stands for a kernel. @param outputAxis along which its filters lie */
  round(kernel: tf.Tensor, outputAxis: number): tf.Tensor;
}

const kernelsOf = (network: Network): ReadonlyMap<string, InnerKernel> =>
  new Map(innerKernels(network).map((kernel) => [kernel.key, kernel]));

/** Training with rounded kernels: every pass rounds them, and the gradient goes straight through to what they are of. */
const roundedTraining =
  ({ round }: Rounding) =>
  (network: Network): Pick<Trained, 'rounding'> => {
    const kernels = kernelsOf(network);
    return {
      rounding: (key, weight) => {
        const kernel = kernels.get(key);
        return kernel ? straightThrough(weight, (of) => round(of, kernel.outputAxis)) : weight;
      },
    };
  };

/** Inner kernels rounded, all else in 32 bits, the numbers by which activations are rounded among it. */
const storeRounded =
  ({ bits, scales, round }: Rounding) =>
  async (network: Network): Promise<Compressed> => {
    const kernels = kernelsOf(network);
    const weights = new Map<string, tf.Tensor>();
    let storedBytes = roundingBytes(network);
    for (const [key, tensor] of network.weights) {
      const kernel = kernels.get(key);
      weights.set(key, tf.keep(kernel ? round(tensor, kernel.outputAxis) : tf.clone(tensor)));
      storedBytes += kernel
        ? Math.ceil((bits * tensor.size) / 8) + 4 * scales(tensor.shape[kernel.outputAxis] ?? 1)
        : 4 * tensor.size;
    }
    return { network: { ...network, weights }, storedBytes };
  };

export const byRounding = (rounding: Rounding): Pick<Compression, 'training' | 'store'> => ({
  training: roundedTraining(rounding),
  store: storeRounded(rounding),
});
