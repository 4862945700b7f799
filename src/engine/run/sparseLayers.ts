import * as tf from '@tensorflow/tfjs';
import { convolutionsOf } from '../layerwise/convolution';
import type { Cost } from '../network/cost';
import { type Network, weightOf } from '../network/network';
import type { Measured, SparseLayer } from './events';

/** A layer's weight of which kernels, or single weights, are zero. */
export interface SparseWeight {
  readonly layer: string;
  /** Its name in the layer. */
  readonly weight: string;
  readonly unit: SparseLayer['unit'];
  /** Kernels, or weights, that it has. */
  readonly units: number;
}

/** What of a sparse weight is stored: the entries of the units that it keeps, and a bit for each unit that says whether it is kept. */
export interface StoredEntries {
  readonly entries: number;
  readonly indexBytes: number;
}

/** By weight, "layer/weight", zeros where it is held at zero, ones elsewhere. */
export type ZeroMasks = ReadonlyMap<string, tf.Tensor>;

/** A sparse weight with what it keeps. */
interface Counted extends SparseWeight {
  readonly kept: number;
  /** Single weights of a unit. */
  readonly unitEntries: number;
}

/** The layers of a network whose zeros stay, so far as they are decided. */
export class SparseLayers {
  private readonly counted = new Map<string, Counted>();

  /** What is zero in a weight stays so. The units are of equal size, side by side along its last dimensions. */
  async add(network: Network, sparse: SparseWeight): Promise<SparseLayer> {
    const tensor = weightOf(network, sparse.layer, sparse.weight);
    const unitEntries = tensor.size / sparse.units;
    const keptUnits = tf.tidy(() => tf.sum(tf.max(tf.reshape(notZero(tensor), [unitEntries, -1]), 0)));
    const [kept = 0] = await keptUnits.data();
    keptUnits.dispose();
    const counted = { ...sparse, unitEntries, kept };
    this.counted.set(keyOf(sparse), counted);
    return told(counted);
  }

  /** The same of layers that another run has told of, in its network. */
  async addTold(network: Network, layers: readonly SparseLayer[]): Promise<void> {
    const convolutionOf = convolutionsOf(network);
    for (const { layer, unit, units } of layers)
      await this.add(network, { layer, weight: convolutionOf(layer).weight, unit, units });
  }

  /** The caller owns them. */
  masks(network: Network): ZeroMasks {
    return new Map([...this.counted.keys()].map((key) => [key, tf.tidy(() => notZero(network.weights.get(key)!))]));
  }

  get told(): SparseLayer[] {
    return [...this.counted.values()].map(told);
  }

  /** Undefined of a weight that is not sparse. @param key "layer/weight" */
  stored(key: string): StoredEntries | undefined {
    const counted = this.counted.get(key);
    return counted && { entries: keptEntriesOf(counted), indexBytes: indexBytesOf(counted) };
  }

  /** What a network of some cost comes to, its sparse weights as `stored` has them; undefined if it has none. */
  cost({ params, bytes }: Cost): Measured['sparse'] {
    const all = [...this.counted.values()];
    const [first] = all;
    if (!first) return undefined;
    const sum = (of: (counted: Counted) => number) => all.reduce((total, counted) => total + of(counted), 0);
    const zeros = sum(({ units, kept, unitEntries }) => (units - kept) * unitEntries);
    const index = sum(indexBytesOf);
    return {
      ...{ unit: first.unit, units: sum(({ units }) => units), kept: sum(({ kept }) => kept) },
      ...{ weights: params - zeros, storedBytes: bytes - 4 * zeros + index },
    };
  }
}

const keptEntriesOf = ({ kept, unitEntries }: Counted): number => kept * unitEntries;

/** A bit a unit. */
const indexBytesOf = ({ units }: SparseWeight): number => Math.ceil(units / 8);

const keyOf = ({ layer, weight }: SparseWeight): string => `${layer}/${weight}`;

const told = ({ layer, unit, units, kept }: Counted): SparseLayer => ({ layer, unit, units, kept });

const notZero = (tensor: tf.Tensor): tf.Tensor => tf.cast(tf.notEqual(tensor, 0), 'float32');
