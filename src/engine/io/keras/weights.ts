import * as tf from '@tensorflow/tfjs';
import { InputError } from '../../errors';
import { limits } from '../../limits';
import type { Network } from '../../network/network';
import { weightShapes } from '../../network/networkBuilder';
import type { Topology } from './topology';

/** Values of one weight, as a file has them. */
export interface StoredWeight {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** A weight with the name that its file gives it. */
export interface NamedWeight extends StoredWeight {
  readonly name: string;
}

/** What a file keeps for a layer. */
export interface FoundWeights {
  /** One for each that is wanted; undefined where the file has none. */
  readonly weights: ReadonlyArray<StoredWeight | undefined>;
  /** All that the file keeps for the layer, if it knows the layer. */
  readonly kept?: readonly NamedWeight[];
}

/** Finds the weights of a layer, by their names in Keras's order. */
export type FindWeights = (layer: string, wanted: readonly string[]) => FoundWeights;

/** Weights that some writers leave out, and their value. */
const optional: Readonly<Record<string, number>> = { count: 0 };

/**
 * Gives a topology its weights. The caller owns the network.
 *
 * @throws InputError naming the weight that is missing, is not finite, or has another shape than its layer needs; no
 *   tensor is left behind
 */
export function withWeights({ places: _, ...graph }: Topology, find: FindWeights): Network {
  const found = new Map<string, StoredWeight>();
  for (const [layer, wanted] of byLayer(weightShapes(graph.layers))) {
    const { weights, kept } = find(layer, [...wanted.keys()]);
    let index = 0;
    for (const [weight, shape] of wanted) {
      const stored = weights[index++] ?? defaultOf(weight);
      if (!stored) throw missing(layer, weight, shape, kept);
      if (stored.shape.join() !== shape.join())
        throw new InputError('weights.shape', {
          weight: `${layer}/${weight}`,
          shape: stored.shape.join(),
          wanted: shape.join(),
        });
      if (!stored.values.every(Number.isFinite))
        throw new InputError('weights.finite', { weight: `${layer}/${weight}` });
      found.set(`${layer}/${weight}`, stored);
    }
  }
  const tensors = [...found].map(
    ([key, { values, shape }]) => [key, tf.keep(tf.tensor(values, [...shape], 'float32'))] as const,
  );
  return { ...graph, weights: new Map(tensors) };
}

function byLayer(shapes: ReadonlyMap<string, number[]>): Map<string, Map<string, number[]>> {
  const layers = new Map<string, Map<string, number[]>>();
  for (const [key, shape] of shapes) {
    const slash = key.lastIndexOf('/');
    const layer = key.slice(0, slash);
    const weights = layers.get(layer) ?? new Map<string, number[]>();
    layers.set(layer, weights.set(key.slice(slash + 1), shape));
  }
  return layers;
}

const defaultOf = (weight: string): StoredWeight | undefined =>
  Object.hasOwn(optional, weight) ? { shape: [], values: Float32Array.of(optional[weight]!) } : undefined;

function missing(layer: string, weight: string, shape: readonly number[], kept?: readonly NamedWeight[]): InputError {
  const wanted = { layer, weight, shape: shape.join() };
  if (!kept || kept.length === 0) return new InputError('weights.missing', wanted);
  const list = kept.map(({ name, shape }) => `${name} [${shape.join()}]`).join(', ');
  return new InputError('weights.other', { ...wanted, kept: list.slice(0, 300) });
}

/** Whether a file that keeps `kept` weights for a layer can hold the wanted ones in Keras's order. */
export const fitsInOrder = (kept: readonly unknown[], wanted: readonly string[]): boolean =>
  kept.length === wanted.length || kept.length === wanted.filter((name) => defaultOf(name) === undefined).length;

/** All values of a network's weights. */
export async function weightValues({ weights }: Pick<Network, 'weights'>): Promise<Map<string, StoredWeight>> {
  const entries = await Promise.all(
    [...weights].map(async ([key, tensor]) => {
      const values = await tensor.data<'float32'>();
      return [key, { shape: tensor.shape, values }] as const;
    }),
  );
  return new Map(entries);
}

/** Other names of a weight: Keras 3 calls a depthwise convolution's kernel just that. */
const aliases: Readonly<Record<string, readonly string[]>> = { depthwise_kernel: ['kernel'] };

/**
 * Looks weights up by their names, which end in ".../layer/weight": the more of a layer's path a name has, the better.
 * Keras 2 names those of a Normalization without their layer. Suffixes such as ":0" do not count.
 */
export class NamedWeights {
  private readonly bySuffix = new Map<string, NamedWeight>();

  constructor(weights: readonly NamedWeight[]) {
    for (const weight of weights) {
      const parts = weight.name.replace(/:\d+$/, '').split('/').slice(-limits.nesting);
      for (let from = 0; from < Math.max(1, parts.length - 1); from++) {
        const suffix = parts.slice(from).join('/');
        if (from === 0 || !this.bySuffix.has(suffix)) this.bySuffix.set(suffix, weight);
      }
    }
  }

  /** @param path names of the models that the layer is in, and its own */
  find(path: readonly string[], weight: string): StoredWeight | undefined {
    for (let from = 0; from <= path.length; from++)
      for (const name of [weight, ...(aliases[weight] ?? [])]) {
        const found = this.bySuffix.get([...path.slice(from), name].join('/'));
        if (found) return found;
      }
    return undefined;
  }
}
