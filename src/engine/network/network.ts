import * as tf from '@tensorflow/tfjs';
import type { Scaling } from './scaling';

export type Shape = readonly number[];

/** One layer of the Keras graph, in the words of its configuration. */
export interface Layer {
  readonly name: string;
  readonly className: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** Names of the layers whose outputs this layer reads, in order. */
  readonly inputs: readonly string[];
  /** The layer whose weights this one uses: it is another call of that layer. */
  readonly shares?: string;
}

/**
 * A feed-forward network: layers in topological order and their weights.
 * The network owns its weight tensors; `disposeNetwork` frees them.
 */
export interface Network {
  readonly name: string;
  readonly layers: readonly Layer[];
  readonly input: string;
  readonly output: string;
  /** Layers that are outputs besides the classes. */
  readonly otherOutputs?: readonly string[];
  /** All outputs as the file lists them, where there are several or where they have keys. */
  readonly outputs?: ReadonlyArray<{ readonly layer: string; readonly key?: string }>;
  readonly notes?: NetworkNotes;
  /** Keyed "layer/weight", e.g. "conv1/kernel". */
  readonly weights: Map<string, tf.Tensor>;
}

/** What a network's file tells of its use. */
export interface NetworkNotes {
  /** Names of the classes, in the order of the outputs. */
  readonly classes?: readonly string[] | undefined;
  /** How the network wants its images. */
  readonly scaling?: Scaling | undefined;
}

export function layerOf(network: Pick<Network, 'name' | 'layers'>, name: string): Layer {
  const layer = network.layers.find((candidate) => candidate.name === name);
  if (!layer) throw new Error(`network "${network.name}" has no layer "${name}"`);
  return layer;
}

export function weightOf(network: Network, layer: string, weight: string): tf.Tensor {
  const tensor = network.weights.get(`${layer}/${weight}`);
  if (!tensor) throw new Error(`layer "${layer}" has no weight "${weight}"`);
  return tensor;
}

/** The layer whose weights a layer uses: its own, or another call's. */
export const ownerOf = ({ name, shares }: Layer): string => shares ?? name;

/** Keys of a layer's weights; layer names may contain slashes themselves. */
export function weightKeys({ weights }: { readonly weights: ReadonlyMap<string, unknown> }, layer: string): string[] {
  return [...weights.keys()].filter((key) => key.slice(0, key.lastIndexOf('/')) === layer);
}

/** Whether a weight holds averages of what the network has seen: no gradient moves it, and it does not count as trained. */
export const isStatistic = (key: string): boolean => /\/(moving_mean|moving_variance|mean|variance|count)$/.test(key);

/** Whether a weight multiplies what a layer reads, position by position or channel by channel: these decay in training. */
export const isKernel = (key: string): boolean => /kernel$/.test(key);

/** Puts `value` in the place of a weight, which is freed; the network owns `value` from now on. */
export function replaceWeight(network: Network, key: string, value: tf.Tensor): void {
  network.weights.get(key)?.dispose();
  network.weights.set(key, tf.keep(value));
}

/** The same layers with weights of its own. */
export function cloneNetwork(network: Network): Network {
  const weights = new Map<string, tf.Tensor>();
  for (const [key, tensor] of network.weights) weights.set(key, tf.keep(tf.clone(tensor)));
  return { ...network, weights };
}

/** A network that is given its weights, and is freed if that fails. */
export function filled(network: Network, fill: (network: Network) => void): Network {
  try {
    fill(network);
    return network;
  } catch (error) {
    disposeNetwork(network);
    throw error;
  }
}

export function disposeNetwork(network: Network): void {
  for (const tensor of network.weights.values()) tensor.dispose();
  network.weights.clear();
}
