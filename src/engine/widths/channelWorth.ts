import * as tf from '@tensorflow/tfjs';
import type { PrunableGroup } from '../channels/prunableGroups';
import { type Network, weightOf } from '../network/network';

/** What a group's channels are worth to the layers that read them. */
export interface ChannelWorth {
  /** All channels, the one that is worth most first. */
  readonly order: readonly number[];
  /** The readers' weights by key, once only the first `count` channels of the order are left. The caller owns them. */
  weightsAt(count: number): Map<string, tf.Tensor>;
}

/** Channels in the order of the L1 norms of what their readers make of them; the weights stay as they are. */
export async function channelWorth(network: Network, { group, readers }: PrunableGroup): Promise<ChannelWorth> {
  const norms = new Float64Array(group.channels);
  for (const { layer, channels } of readers) {
    const sums = tf.tidy(() => tf.sum(tf.abs(weightOf(network, layer, 'kernel')), [0, 1, 3]));
    for (const [place, norm] of (await sums.data()).entries()) norms[channels[place] ?? 0]! += norm;
    sums.dispose();
  }
  const order = [...norms.keys()].sort((a, b) => norms[b]! - norms[a]! || a - b);
  return { order, weightsAt: () => new Map() };
}
