import * as tf from '@tensorflow/tfjs';
import { weightShapes } from '../network/build';
import type { Network } from '../network/network';
import type { Topology } from './topology';

/** Values of one weight, as a file has them. */
export interface StoredWeight {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** Finds a weight of a layer; `index` counts the layer's weights. Undefined if the file has none. */
export type FindWeight = (layer: string, weight: string, index: number) => StoredWeight | undefined;

/** Weights that some writers leave out, and their value. */
const optional: Readonly<Record<string, number>> = { count: 0 };

/**
 * Gives a topology its weights. The caller owns the network.
 *
 * @throws naming the weight that is missing or has another shape than its layer needs; no tensor is left behind
 */
export function withWeights({ places: _, ...graph }: Topology, find: FindWeight): Network {
  const weights = new Map<string, tf.Tensor>();
  const counts = new Map<string, number>();
  try {
    for (const [key, shape] of weightShapes(graph.layers)) {
      const slash = key.lastIndexOf('/');
      const [layer, weight] = [key.slice(0, slash), key.slice(slash + 1)];
      const index = counts.get(layer) ?? 0;
      counts.set(layer, index + 1);
      const stored = find(layer, weight, index);
      if (!stored && optional[weight] === undefined)
        throw new Error(`the weight "${key}" is missing; save the model again, whole, with its weights`);
      if (stored && stored.shape.join() !== shape.join())
        throw new Error(`weight "${key}" is [${stored.shape.join()}], but its layer needs [${shape.join()}]`);
      const values = stored ? Float32Array.from(stored.values) : Float32Array.of(optional[weight]!);
      weights.set(key, tf.keep(tf.tensor(values, [...shape], 'float32')));
    }
  } catch (error) {
    for (const tensor of weights.values()) tensor.dispose();
    throw error;
  }
  return { ...graph, weights };
}

/** All values of a network's weights. */
export async function weightValues({
  weights,
}: Network): Promise<Map<string, { shape: number[]; values: Float32Array }>> {
  const entries = await Promise.all(
    [...weights].map(async ([key, tensor]) => {
      const values = await tensor.data<'float32'>();
      return [key, { shape: tensor.shape, values }] as const;
    }),
  );
  return new Map(entries);
}

/**
 * Looks weights up by their names in a file, which end in ".../layer/weight": the more of a layer's path a name has,
 * the better. Suffixes such as ":0" do not count.
 */
export function byName(stored: ReadonlyMap<string, StoredWeight>, { places }: Pick<Topology, 'places'>): FindWeight {
  const plain = new Map([...stored].map(([name, weight]) => [name.replace(/:\d+$/, ''), weight]));
  const bySuffix = new Map<string, StoredWeight>();
  for (const [name, weight] of plain) {
    const parts = name.split('/');
    for (let from = 0; from < parts.length - 1; from++) {
      const suffix = parts.slice(from).join('/');
      if (!bySuffix.has(suffix)) bySuffix.set(suffix, weight);
    }
  }
  return (layer, weight) => {
    const names = places.get(layer)?.names ?? [layer];
    for (let from = 0; from < names.length; from++) {
      const key = [...names.slice(from), weight].join('/');
      const found = plain.get(key) ?? bySuffix.get(key);
      if (found) return found;
    }
    return undefined;
  };
}
