import * as tf from '@tensorflow/tfjs';
import type { ChannelGroup } from '../channels/channelGraph';
import { weightsOf } from '../channels/weightSlices';
import { isKernel, layerOf, type Network, ownerOf } from '../network/network';
import type { Scope } from '../run/scope';
import type { Ranking } from './ranked';

/** Filters of a layer as rows, [n, weights of each], to a score for each, [n]. */
export type FilterScore = (filters: tf.Tensor2D) => tf.Tensor1D;

/** Li et al., "Pruning Filters for Efficient ConvNets", ICLR 2017: the sum of a filter's absolute weights. */
export const absoluteSums: FilterScore = (filters) => tf.sum(tf.abs(filters), 1);

/** He et al., "Soft Filter Pruning for Accelerating Deep Convolutional Neural Networks", IJCAI 2018, Eq 2 with p = 2. */
export const euclideanNorms: FilterScore = (filters) => tf.sqrt(tf.sum(tf.square(filters), 1));

/**
 * He et al., "Filter Pruning via Geometric Median for Deep Convolutional Neural Networks Acceleration", CVPR 2019: the sum
 * of a filter's distances from all filters of the layer. The one with the least is nearest to their geometric median, and
 * the others can stand in for it.
 */
export const distanceSums: FilterScore = (filters) => {
  const squares = tf.sum(tf.square(filters), 1, true);
  const products = tf.matMul(filters, filters, false, true);
  const distances = tf.sub(tf.add(squares, tf.transpose(squares)), tf.mul(products, 2));
  return tf.sum(tf.sqrt(tf.relu(distances)), 1);
};

/** A method that scores filters, of every group. */
export const filterRanking = ({ network, prunedGroups }: Scope, scoreOf: FilterScore): Ranking => ({
  work: 0,
  memory: [],
  async *scores(run) {
    yield run.enter('selection', 'scores');
    const scores = new Map<string, number[]>();
    for (const { id, group } of prunedGroups) scores.set(id, await filterScores(network, group, scoreOf));
    return scores;
  },
});

/** A score for each channel of a group: that of the filters that make it, those of several layers added up. */
export async function filterScores(
  network: Network,
  { channels, producers }: ChannelGroup,
  scoreOf: FilterScore,
): Promise<number[]> {
  const scores: number[] = Array(channels).fill(0);
  for (const { layer, channels: made } of producers) {
    const ofLayer = tf.tidy(() => scoreOf(filtersOf(network, layer)));
    for (const [output, score] of (await ofLayer.data()).entries()) scores[made[output]!]! += score;
    ofLayer.dispose();
  }
  return scores;
}

/** All weights that make each output channel of a layer, [n, weights of each], its bias apart. */
function filtersOf(network: Network, layer: string): tf.Tensor2D {
  const rows = weightsOf(network, ownerOf(layerOf(network, layer))).flatMap(({ key, output }) => {
    if (!isKernel(key) || output === undefined) return [];
    const kernel = network.weights.get(key)!;
    const others = [...kernel.shape.keys()].filter((axis) => axis !== output);
    return [tf.reshape(tf.transpose(kernel, [output, ...others]), [kernel.shape[output]!, -1]) as tf.Tensor2D];
  });
  return tf.concat(rows, 1);
}
