import * as tf from '@tensorflow/tfjs';
import { kindOf } from './layers';
import { type Network, ownerOf } from './network';

export interface ExecuteOptions {
  /** Batch norms use the batch's moments, dropout drops. */
  training?: boolean;
  /** Receives what training moves without a gradient: key "layer/weight" and its next value. */
  updateWeight?: (key: string, value: tf.Tensor) => void;
  /** Weights to use in the place of the network's own, e.g. those that a gradient is taken of. */
  weights?: ReadonlyMap<string, tf.Tensor>;
  random?: () => number;
}

/**
 * Walks the network from the fed tensors to the fetched ones; layers that no fetch needs are not run.
 *
 * @param feeds tensors by layer name: they stand for the outputs of those layers, so any cut can be fed
 * @param fetches layer names
 * @returns the fetched layers' outputs in order; the caller owns them (run inside tf.tidy to free the rest)
 */
export function execute(
  network: Network,
  feeds: Readonly<Record<string, tf.Tensor>>,
  fetches: readonly string[],
  options: ExecuteOptions = {},
): tf.Tensor[] {
  const outputs = new Map(Object.entries(feeds));
  const needed = layersBetween(network, new Set(outputs.keys()), fetches);
  for (const layer of network.layers) {
    if (!needed.has(layer.name)) continue;
    const owner = ownerOf(layer);
    const output = kindOf(layer).apply({
      config: layer.config,
      inputs: layer.inputs.map((name) => mustGet(outputs, name)),
      weight: (name) => mustGet(options.weights ?? network.weights, `${owner}/${name}`, network.weights),
      training: options.training ?? false,
      updateWeight: (name, value) => options.updateWeight?.(`${owner}/${name}`, value),
      random: options.random ?? Math.random,
    });
    outputs.set(layer.name, output);
  }
  return fetches.map((name) => mustGet(outputs, name));
}

/** Names of the layers that must run to get from the fed layers to the fetched ones. */
export function layersBetween(
  network: Pick<Network, 'layers'>,
  fed: ReadonlySet<string>,
  fetches: readonly string[],
): Set<string> {
  const needed = new Set(fetches.filter((name) => !fed.has(name)));
  for (const layer of network.layers.toReversed())
    if (needed.has(layer.name)) for (const input of layer.inputs) if (!fed.has(input)) needed.add(input);
  return needed;
}

/** The part of a network that leads to layer `output`; it shares the weights. */
export function upTo(network: Network, output: string): Network {
  const needed = layersBetween(network, new Set(), [output]);
  return { ...network, layers: network.layers.filter(({ name }) => needed.has(name)), output };
}

/** Layers that the output needs besides `layer`'s own output, seen from there: what else must be fed to run on. */
export function sideInputs(network: Pick<Network, 'layers' | 'output'>, layer: string): string[] {
  const after = new Set([layer]);
  for (const { name, inputs } of network.layers) if (inputs.some((input) => after.has(input))) after.add(name);
  const needed = layersBetween(network, new Set([layer]), [network.output]);
  const read = network.layers.filter(({ name }) => needed.has(name) && after.has(name)).flatMap(({ inputs }) => inputs);
  return [...new Set(read)].filter((name) => !after.has(name));
}

function mustGet(
  values: ReadonlyMap<string, tf.Tensor>,
  key: string,
  fallback?: ReadonlyMap<string, tf.Tensor>,
): tf.Tensor {
  const value = values.get(key) ?? fallback?.get(key);
  if (!value) throw new Error(`"${key}" has no value: feed it or a layer before it`);
  return value;
}

/** Feeds a batch of images to a network; one of several inputs gives them to all. */
export function imageFeeds({ layers }: Pick<Network, 'layers'>, images: tf.Tensor): Record<string, tf.Tensor> {
  return Object.fromEntries(layers.filter(({ inputs }) => inputs.length === 0).map(({ name }) => [name, images]));
}

/** What the network puts out for a batch: [N, classes]. Frees everything but the result. */
export function predict(network: Network, images: tf.Tensor): tf.Tensor2D {
  return tf.tidy(() => execute(network, imageFeeds(network, images), [network.output])[0] as tf.Tensor2D);
}
