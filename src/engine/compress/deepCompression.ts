import { isKernel } from '../network/network';
import type { Compression } from './compression';
import { huffmanBits } from './huffman';
import { keptByMagnitude } from './magnitude';
import { mapWeights } from './mapWeights';
import { relativeIndices } from './relativeIndex';
import { sharedWeights } from './sharedWeights';

/**
 * Of the weights of a kernel, those that are smallest. Of 1,000 training images vgg-small has 92.3% right, 90.6% without
 * these three tenths, and 80.3% without half of its weights.
 */
const removedShare = 0.3;
/** Values that a kernel's weights share: 5 bits. */
const mostCentroids = 32;
/** Of relative indices: 5 bits. */
const span = 32;

/** A kernel's numbers after compression, and the bytes that they take. */
interface CodedKernel {
  readonly values: Float32Array;
  readonly bytes: number;
}

/**
 * A kernel pruned, quantised and coded (Han 2016, "Deep Compression", sections 2 to 4): three tenths of its weights are removed,
 * zeros first and all of them, the others share 32 values, and Huffman codes stand for these and for the distances between
 * them. The paper trains between these steps; here nothing is. A kernel that would take no less than in 32 bits stays as it is.
 */
export function codeKernel(values: Float32Array): CodedKernel {
  const kept = keptByMagnitude(values, removedShare);
  const staying = values.filter((_, place) => kept[place] === 1);
  const { centroids, codes } = sharedWeights(staying, Math.min(mostCentroids, staying.length));
  const entries = relativeIndices(kept, span);
  let next = 0;
  const symbols = entries.map(({ place }) => (place === undefined ? centroids.length : codes[next++]!));
  const gaps = entries.map(({ gap }) => gap);
  const bits = huffmanBits(symbols, centroids.length + 1) + huffmanBits(gaps, span);
  const bytes = Math.ceil(bits / 8) + 4 * centroids.length;
  if (bytes >= 4 * values.length) return { values, bytes: 4 * values.length };
  const coded = new Float32Array(values.length);
  for (const [index, { place }] of entries.entries())
    if (place !== undefined) coded[place] = centroids[symbols[index]!]!;
  return { values: coded, bytes };
}

export const deepCompression: Compression = {
  id: 'deep-compression',
  store: async (network) => {
    let storedBytes = 0;
    const compressed = await mapWeights(network, (key, values) => {
      const { values: coded, bytes } = isKernel(key) ? codeKernel(values) : { values, bytes: 4 * values.length };
      storedBytes += bytes;
      return coded;
    });
    return { network: compressed, storedBytes };
  },
};
