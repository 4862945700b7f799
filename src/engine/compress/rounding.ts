import * as tf from '@tensorflow/tfjs';
import type { Network } from '../network/network';
import type { SparseLayers, StoredEntries } from '../run/sparseLayers';
import { roundingBytes } from './activations';
import type { Compressed, Compression } from './compression';
import { type InnerKernel, innerKernels } from './innerKernels';
import { straightThrough } from './straightThrough';

/** Kernels of a few values each. */
export interface Rounding {
  /** Of a weight's code. */
  readonly bits: number;
  /** 0 is one of the values. */
  readonly hasZero: boolean;
  /** Scales a kernel. @param filters that it has */
  scales(filters: number): number;
  /**
   * The kernel of few values that stands for a kernel.
   *
   * @param outputAxis along which its filters lie
   * @param mask zeros where it is held at zero, and stays zero; absent where it is so nowhere
   */
  round(kernel: tf.Tensor, outputAxis: number, mask?: tf.Tensor): tf.Tensor;
}

const kernelsOf = (network: Network): ReadonlyMap<string, InnerKernel> =>
  new Map(innerKernels(network).map((kernel) => [kernel.key, kernel]));

/**
 * Training with rounded kernels: every pass rounds them, and the gradient goes straight through to what they are of, as if
 * rounding were the identity (as in Li 2016). For binary weights and for DoReFa that is plainer than in their papers: the
 * one multiplies the gradient by 1/n + alpha where |w| <= 1, and by 1/n elsewhere (Rastegari 2016, section 3.1, n the weights of a
 * filter), the other lets it pass quantize_k alone, and takes it through tanh (Zhou 2016, section 2.3).
 */
const roundedTraining =
  ({ round }: Rounding): Required<Compression>['training'] =>
  (network, masks) => {
    const kernels = kernelsOf(network);
    return {
      rounding: (key, weight) => {
        const kernel = kernels.get(key);
        return kernel ? straightThrough(weight, (of) => round(of, kernel.outputAxis, masks.get(key))) : weight;
      },
    };
  };

/**
 * Bytes of a kernel's codes: of all its entries, or, where some are held at zero, of the others behind the index that tells
 * which these are. Codes that have a 0 need no index, and have none where that takes less.
 */
function codeBytes({ bits, hasZero }: Rounding, size: number, stored?: StoredEntries): number {
  const dense = Math.ceil((bits * size) / 8);
  if (!stored) return dense;
  const sparse = stored.indexBytes + Math.ceil((bits * stored.entries) / 8);
  return hasZero ? Math.min(dense, sparse) : sparse;
}

/** Of a weight in 32 bits, but those of its entries that are held at zero: an index tells which these are. */
const floatBytes = (size: number, stored?: StoredEntries): number =>
  stored ? stored.indexBytes + 4 * stored.entries : 4 * size;

/**
 * Inner kernels rounded, all else in 32 bits, the numbers by which activations are rounded among it. Nothing is stored of
 * what is held at zero but the index of each sparse weight.
 */
const storeRounded =
  (rounding: Rounding) =>
  async (network: Network, sparse: SparseLayers): Promise<Compressed> => {
    const kernels = kernelsOf(network);
    const masks = sparse.masks(network);
    const weights = new Map<string, tf.Tensor>();
    let storedBytes = roundingBytes(network);
    for (const [key, tensor] of network.weights) {
      const kernel = kernels.get(key);
      const stored = sparse.stored(key);
      weights.set(key, tf.keep(kernel ? rounding.round(tensor, kernel.outputAxis, masks.get(key)) : tf.clone(tensor)));
      storedBytes += kernel
        ? codeBytes(rounding, tensor.size, stored) + 4 * rounding.scales(tensor.shape[kernel.outputAxis] ?? 1)
        : floatBytes(tensor.size, stored);
    }
    tf.dispose([...masks.values()]);
    return { network: { ...network, weights }, storedBytes };
  };

export const byRounding = (rounding: Rounding): Pick<Compression, 'training' | 'store'> => ({
  training: roundedTraining(rounding),
  store: storeRounded(rounding),
});
