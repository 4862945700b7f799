import * as tf from '@tensorflow/tfjs';
import type { PrunableGroup } from '../channels/prunableGroups';
import type { Batch } from '../data/batches';
import { convolutionsOf } from '../layerwise/convolution';
import { execute, imageFeeds } from '../network/execute';
import { logitsNetwork } from '../network/logits';
import { layerOf, type Network, ownerOf } from '../network/network';
import { outputLoss } from '../train/loss';
import { type KernelSlices, readSlices } from './kernelSlices';

/** dL_f/dW_k on some images, L_f a mean over them: of each layer that reads the channel, a slice for each filter. */
export async function gradientSlices(
  network: Network,
  group: PrunableGroup,
  channel: number,
  batch: Batch,
): Promise<KernelSlices[]> {
  const gradients = kernelGradients(
    network,
    group.readers.map(({ layer }) => layer),
    batch,
  );
  try {
    return await readSlices({ ...network, weights: new Map([...network.weights, ...gradients]) }, group, channel);
  } finally {
    tf.dispose([...gradients.values()]);
  }
}

/** The gradients of L_f for the kernels of some layers, by weight, "layer/weight"; the caller owns them. */
function kernelGradients(network: Network, layers: readonly string[], { images, labels }: Batch) {
  const scoring = logitsNetwork(network);
  const convolutionOf = convolutionsOf(network);
  const keys = [
    ...new Set(layers.map((layer) => `${ownerOf(layerOf(network, layer))}/${convolutionOf(layer).weight}`)),
  ];
  const loss = (...kernels: tf.Tensor[]) => {
    const weights = new Map([...network.weights, ...keys.map((key, index) => [key, kernels[index]!] as const)]);
    const [scores] = execute(scoring, imageFeeds(scoring, images), [scoring.output], { weights });
    return outputLoss(network)(scores as tf.Tensor2D, labels);
  };
  const gradients = tf.tidy(() => tf.grads(loss)(keys.map((key) => network.weights.get(key)!)));
  return new Map(keys.map((key, index) => [key, gradients[index]!]));
}
