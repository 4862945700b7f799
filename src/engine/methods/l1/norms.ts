import * as tf from '@tensorflow/tfjs';
import type { ChannelGroup } from '../../channels/channelGraph';
import { kindOf } from '../../network/layers';
import { isKernel, layerOf, type Network, ownerOf, weightKeys } from '../../network/network';

/**
 * Li et al., "Pruning Filters for Efficient ConvNets", ICLR 2017: the sum of the absolute weights of the filters that make
 * each channel of a group, those of several layers added up.
 */
export async function filterNorms(network: Network, { channels, producers }: ChannelGroup): Promise<number[]> {
  const norms: number[] = Array(channels).fill(0);
  for (const { layer, channels: made } of producers)
    for (const [output, norm] of (await normsOf(network, layer)).entries()) norms[made[output]!]! += norm;
  return norms;
}

/** Of every output channel of a layer. */
async function normsOf(network: Network, name: string): Promise<number[]> {
  const layer = layerOf(network, name);
  const { weightAxes } = kindOf(layer);
  const norms: number[] = [];
  for (const key of weightKeys(network, ownerOf(layer)).filter(isKernel)) {
    const axis = weightAxes[key.slice(key.lastIndexOf('/') + 1)]?.output;
    if (axis === undefined) continue;
    const sums = tf.tidy(() => {
      const kernel = network.weights.get(key)!;
      const others = [...kernel.shape.keys()].filter((other) => other !== (axis < 0 ? axis + kernel.rank : axis));
      return tf.sum(tf.abs(kernel), others);
    });
    const values = await sums.data();
    sums.dispose();
    for (const [output, sum] of values.entries()) norms[output] = (norms[output] ?? 0) + sum;
  }
  return norms;
}
