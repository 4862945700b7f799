import * as tf from '@tensorflow/tfjs';
import { type Network, replaceWeight, weightOf } from '../network/network';
import { biasHome } from './biasHome';
import type { FoundWeights } from './foundWeights';
import type { LayerProblem } from './layerProblem';

/** Gives a layer the weights found for it, which are freed or become the network's. */
export function giveWeights(
  network: Network,
  { layer, convolution }: Pick<LayerProblem, 'layer' | 'convolution'>,
  { kernel, bias }: FoundWeights,
): void {
  const home = biasHome(network, layer);
  const { shape } = weightOf(network, layer, convolution.weight);
  const weight = tf.tidy(() => convolution.toWeight(kernel, shape));
  replaceWeight(network, `${layer}/${convolution.weight}`, weight);
  kernel.dispose();
  if (home?.sign === 1) replaceWeight(network, home.key, bias);
  else {
    if (home) replaceWeight(network, home.key, tf.sub(network.weights.get(home.key)!, bias));
    bias.dispose();
  }
}
