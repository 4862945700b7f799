import * as tf from '@tensorflow/tfjs';
import { execute, imageFeeds } from '../../network/execute';
import { logitsNetwork } from '../../network/logits';
import type { Scope } from '../../run/scope';
import { outputLoss } from '../../train/loss';
import type { Ranking } from '../ranked';
import { sampledRanking, sumsPerChannel } from '../sampledRanking';
import { gatedNetwork } from './gated';

/**
 * Molchanov et al. 2017, section 2.2: the loss of an image without a channel differs to first order by |sum over positions of
 * z dC/dz|, z the channel as the layers that mix it read it, after its activation; with several such layers by the sum over
 * them all. Scores are the means of that over the samples, the absolute value being each image's. The paper also divides by
 * the number of positions, the same for all channels of a group, and by a layer's norm, to compare layers, whose widths are
 * given here.
 */
export function taylorRanking(scope: Scope, samples: number): Ranking {
  const { network, prunedGroups } = scope;
  const scoring = logitsNetwork(network);
  const { gated, gates } = gatedNetwork(scoring, prunedGroups);
  const lossOf = outputLoss(network);
  const all = gates.flat();
  return sampledRanking(scope, samples, {
    ...{ graph: gated, pass: 'gradient', fetches: [gated.output] },
    read: (images, labels) => {
      const [count] = labels.shape;
      const loss = (...values: tf.Tensor[]) => {
        const feeds = Object.fromEntries(all.map(({ name }, index) => [name, values[index]!]));
        const [logits] = execute(gated, { ...imageFeeds(scoring, images), ...feeds }, [gated.output]);
        return lossOf(logits as tf.Tensor2D, labels);
      };
      // dC/dg of a gate g of ones is the sum over positions of z dC/dz; the loss is a mean over the images.
      const slopes = tf.grads(loss)(all.map(({ shape }) => tf.ones([count, ...shape])));
      const slopeOf = new Map(all.map(({ name }, index) => [name, slopes[index]!]));
      return prunedGroups.map(({ group }, index) => {
        const parts = gates[index]!.map(({ name, channels }) => sumsPerChannel(slopeOf.get(name)!, channels, group));
        return tf.sum(tf.abs(tf.mul(tf.addN(parts), count)), 0);
      });
    },
  });
}
