import * as tf from '@tensorflow/tfjs';
import { type Network, replaceWeight } from '../network/network';
import { NetworkBuilder } from '../network/networkBuilder';
import { Random } from '../random';
import { harbourChannels, harbourSize } from './harbourImages';

/** Of the layer's kernel, and of what reads its mean. */
const kernelScale = 4;
const readingScale = 16;

/**
 * A network whose one convolution hands all channels on as they are, and whose classes read the means of sail and wheels
 * alone. The caller owns it.
 */
export function harbourNetwork(): Network {
  const channels = harbourChannels.length;
  const network = new NetworkBuilder([harbourSize, harbourSize, channels])
    .append('layer', 'Conv2D', { filters: channels, kernel_size: [1, 1], padding: 'same', use_bias: false })
    .append('mean', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: 2, use_bias: false })
    .build('harbour', new Random(1));
  const classOf = (channel: string): number => (channel === 'sail' ? 1 : channel === 'wheels' ? -1 : 0);
  const reading = harbourChannels.map((channel) => [classOf(channel), -classOf(channel)]);
  replaceWeight(
    network,
    'layer/kernel',
    tf.tidy(() => tf.keep(tf.reshape(tf.mul(tf.eye(channels), kernelScale), [1, 1, channels, channels]))),
  );
  replaceWeight(
    network,
    'classes/kernel',
    tf.tidy(() => tf.keep(tf.mul(tf.tensor2d(reading), readingScale))),
  );
  return network;
}
