import * as tf from '@tensorflow/tfjs';
import type { ConvolutionForm } from '../network/layers/convolutionForm';
import { type Network, ownerOf, replaceWeight, weightOf } from '../network/network';

/** Where a bias that a layer's output gets is kept: the weight's key, and what the bias is multiplied by there. */
export interface BiasHome {
  readonly key: string;
  readonly sign: 1 | -1;
}

/**
 * A layer's own bias; without one the moving mean of the batch norm behind it, from which the bias is taken away, where
 * nothing else reads the layer and nothing else the batch norm's weights. Undefined if it has neither.
 */
export function biasHome(network: Network, layer: string): BiasHome | undefined {
  if (network.weights.has(`${layer}/bias`)) return { key: `${layer}/bias`, sign: 1 };
  const readers = network.layers.filter(({ inputs }) => inputs.includes(layer));
  const [reader] = readers;
  const isOutput = [network.output, ...(network.otherOutputs ?? [])].includes(layer);
  if (!reader || readers.length > 1 || isOutput || reader.className !== 'BatchNormalization') return undefined;
  const isShared = [layer, reader.name].some(
    (name) => network.layers.filter((other) => ownerOf(other) === name).length !== 1,
  );
  const key = `${reader.name}/moving_mean`;
  return isShared || !network.weights.has(key) ? undefined : { key, sign: -1 };
}

/** Weights that a layer problem has found. */
export interface FoundWeights {
  readonly layer: string;
  readonly convolution: ConvolutionForm;
  /** [kh, kw, c, n / G] */
  readonly kernel: tf.Tensor4D;
  /** [n], zeros where the layer has none and could get none. */
  readonly bias: tf.Tensor;
}

/** Gives a layer the weights found for it, which become the network's or are freed. */
export function giveWeights(network: Network, { layer, convolution, kernel, bias }: FoundWeights): void {
  const home = biasHome(network, layer);
  const { shape } = weightOf(network, layer, convolution.weight);
  const weight = tf.tidy(() => convolution.toWeight(kernel, shape));
  kernel.dispose();
  replaceWeight(network, `${layer}/${convolution.weight}`, weight);
  if (home?.sign === 1) replaceWeight(network, home.key, bias);
  else {
    if (home) replaceWeight(network, home.key, tf.sub(network.weights.get(home.key)!, bias));
    bias.dispose();
  }
}
