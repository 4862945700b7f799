import * as tf from '@tensorflow/tfjs';
import { channelGraph } from '../channels/channelGraph';
import type { PrunableGroup } from '../channels/prunableGroups';
import { execute, imageFeeds } from '../network/execute';
import { layerOf, type Network, type Shape } from '../network/network';
import { outputShapes } from '../network/shapes';

/** What a group's channels are on one image: a picture each. */
export interface FeatureMaps {
  /** The layer whose output they are. */
  readonly at: string;
  /** The group's channel that each picture is of; a place before some of the channels are made has not all. */
  readonly channels: readonly number[];
  readonly height: number;
  readonly width: number;
  /** [channels, height, width] */
  readonly values: Float32Array;
}

/**
 * The maps of a group's channels on an image, as the layers that read the channels are given them, or where they last were
 * pictures before that.
 *
 * @param image [1, height, width, channels], scaled
 */
export async function featureMaps(network: Network, group: PrunableGroup, image: tf.Tensor4D): Promise<FeatureMaps> {
  const { layer, channels } = placeOf(network, group);
  const firsts = [...new Set(channels)].sort((a, b) => a - b);
  const places = firsts.map((channel) => channels.indexOf(channel));
  const [height, width] = pictureSize(outputShapes(network).get(layer) ?? []);
  const maps = tf.tidy(() => {
    const [output] = execute(network, imageFeeds(network, image), [layer]);
    const pictures = tf.reshape(output!, [height, width, channels.length]);
    return tf.gather(tf.transpose(pictures, [2, 0, 1]), tf.tensor1d(places, 'int32'));
  });
  try {
    return { at: layer, channels: firsts, height, width, values: Float32Array.from(await maps.data()) };
  } finally {
    maps.dispose();
  }
}

/** A layer's output, and which of the group's channels each of its channels is. */
interface Place {
  readonly layer: string;
  readonly channels: readonly number[];
}

/** Where the most of a group's channels are to be seen, the first such place that a layer reads. */
function placeOf(network: Network, { group, readers }: PrunableGroup): Place {
  const { outputs } = channelGraph(network);
  const shapes = outputShapes(network);
  const isPicture = (layer: string): boolean => Math.max(...pictureSize(shapes.get(layer) ?? [])) > 1;
  const lastPicture = (layer: string): string | undefined => {
    if (outputs.get(layer)?.group.name !== group.name) return undefined;
    const [before] = layerOf(network, layer).inputs;
    return isPicture(layer) || before === undefined ? layer : lastPicture(before);
  };
  const places = readers.flatMap(({ layer }): Place[] => {
    const [read = ''] = layerOf(network, layer).inputs;
    const at = lastPicture(read) ?? read;
    return [{ layer: at, channels: outputs.get(at)?.channels ?? [] }];
  });
  const count = ({ channels }: Place): number => new Set(channels).size;
  return places.reduce((most, place) => (count(place) > count(most) ? place : most));
}

/** [height, width] of a channel in a tensor of that shape: of a sequence [1, length], of a vector [1, 1]. */
function pictureSize(shape: Shape): [height: number, width: number] {
  const [first = 1, second] = shape.slice(1, -1);
  return second === undefined ? [1, first] : [first, second];
}
