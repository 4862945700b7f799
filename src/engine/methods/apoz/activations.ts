import * as tf from '@tensorflow/tfjs';
import { execute, imageFeeds } from '../../network/execute';
import { channelsOf, sampleSize } from '../../network/layers/kind';
import { outputShapes } from '../../network/shapes';
import type { Scope } from '../../run/scope';
import type { Ranking } from '../ranked';
import { sampledRanking, sumsPerChannel } from '../sampledRanking';
import { rectifiedParts } from './rectified';

/**
 * Scores channels by the share of their activations that are not zero, 1 - APoZ. The activations of a channel are all that
 * ReLUs put out for it on the samples, of several ReLUs together.
 *
 * @throws InputError if a pruned channel passes through no ReLU
 */
export function activationRanking(scope: Scope, samples: number): Ranking {
  const { network, prunedGroups } = scope;
  const shapes = outputShapes(network);
  const rectified = rectifiedParts(network, prunedGroups);
  const fetches = [...new Set(rectified.flat().map(({ layer }) => layer))];
  return sampledRanking(scope, samples, {
    ...{ graph: network, pass: 'forward', fetches },
    read: (images) => {
      const outputs = execute(network, imageFeeds(network, images), fetches);
      return prunedGroups.map(({ group }, index) => {
        const parts = rectified[index]!;
        const active = parts.map(({ layer, channels }) =>
          sumsPerChannel(activeCounts(outputs[fetches.indexOf(layer)]!), channels, group),
        );
        const ofAnImage = parts.map(({ layer, channels }) => {
          const shape = shapes.get(layer)!;
          const positions = sampleSize(shape) / channelsOf(shape);
          return sumsPerChannel(tf.fill([channels.length], positions), channels, group);
        });
        return tf.reshape(tf.div(tf.addN(active), tf.addN(ofAnImage)), [group.channels]);
      });
    },
  });
}

/** How many of the outputs of a ReLU, [N, ..., c], are not zero: N M (1 - APoZ), [c] (Hu et al. 2016, Eq 1). */
export function activeCounts(outputs: tf.Tensor): tf.Tensor1D {
  const rows = tf.reshape(outputs, [-1, channelsOf(outputs.shape)]);
  return tf.sum(tf.cast(tf.notEqual(rows, 0), 'float32'), 0);
}
