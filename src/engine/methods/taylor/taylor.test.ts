import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../../backend/chooseBackend';
import { prunableGroups } from '../../channels/prunableGroups';
import { proceed } from '../../checkpoint';
import { makeImages } from '../../data/batches';
import { memoryBudget } from '../../memory/budget';
import { predict } from '../../network/execute';
import { cloneNetwork, disposeNetwork, type Network, replaceWeight, weightOf } from '../../network/network';
import { NetworkBuilder } from '../../network/networkBuilder';
import { Random } from '../../random';
import { lightOutline } from '../../run/outline';
import { Run } from '../../run/run';
import { scopeOf } from '../../run/scope';
import { colourDataset } from '../../testing/fixtures';
import { unsettle } from '../../testing/networks';
import { recipeOf } from '../recipe';
import { taylorRanking } from './expansion';

beforeAll(() => chooseBackend(['wasm']));

const dataset = colourDataset(4, 8, 40);
const recipe = recipeOf({ method: 'taylor', rate: 0.4, samples: 20, batchSize: 8, streams: 'pruned' });
const start = () =>
  new NetworkBuilder([8, 8, 3]).append('made', 'Conv2D', {
    filters: 5,
    kernel_size: [3, 3],
    strides: [2, 2],
    activation: 'relu',
  });
const build = (chain: NetworkBuilder, activation: string) =>
  unsettle(chain.append('classes', 'Dense', { units: 4, activation }).build('small', new Random(4)), 5);
const block = { filters: 5, kernel_size: [1, 1], activation: 'elu' };

/** By the layers that read the channels of "made": all of these kernels are scaled along their inputs. */
const networks: Record<string, readonly [readonly string[], () => Network]> = {
  'read by one convolution': [
    ['next'],
    () => build(start().append('next', 'Conv2D', block).append('gap', 'GlobalAveragePooling2D'), 'softmax'),
  ],
  'flattened, with sigmoids at the end': [['classes'], () => build(start().append('flat', 'Flatten'), 'sigmoid')],
  'read by several convolutions, through a batch norm and without it': [
    ['a', 'b'],
    () =>
      build(
        start()
          .append('bn', 'BatchNormalization')
          .append('a', 'Conv2D', block)
          .append('b', 'Conv2D', block, ['made/activation'])
          .append('joined', 'Concatenate', {}, ['a/activation', 'b/activation'])
          .append('gap', 'GlobalAveragePooling2D'),
        'linear',
      ),
  ],
};

/** The network's loss for every image, in 64 bits from its class scores on. */
function lossesOf(network: Network, images: tf.Tensor, labels: readonly number[]): number[] {
  const outputs = predict(network, images).arraySync();
  const last = network.layers.at(-1)!;
  return outputs.map((row, image) => {
    const label = labels[image]!;
    if (last.config.activation === 'softmax') return -Math.log(row[label]!);
    if (last.config.activation === 'sigmoid')
      return row.reduce((sum, share, at) => sum - Math.log(at === label ? share : 1 - share), 0);
    return Math.log(row.reduce((sum, score) => sum + Math.exp(score), 0)) - row[label]!;
  });
}

/** The network whose readers read one channel of some so many times as large. */
function scaled(
  network: Network,
  readers: readonly string[],
  channels: number,
  channel: number,
  factor: number,
): Network {
  const copy = cloneNetwork(network);
  for (const reader of readers) {
    const kernel = weightOf(copy, reader, 'kernel');
    const inputs = kernel.shape.at(-2)!;
    const factors = Array.from({ length: inputs }, (_, at) => (at % channels === channel ? factor : 1));
    replaceWeight(copy, `${reader}/kernel`, tf.mul(kernel, tf.tensor(factors, [inputs, 1])));
  }
  return copy;
}

test.each(Object.entries(networks))(
  'channels %s: the score is the mean of the absolute slopes of each image’s loss in the channel, by finite differences',
  async (_, [readers, make]) => {
    const network = make();
    const scope = scopeOf(network, dataset, recipe, false, memoryBudget);
    const run = new Run(scope, lightOutline, proceed);
    const { indices } = run.drawSamples(20);
    const before = tf.memory().numTensors;
    const events = taylorRanking(scope, 20).scores(run);
    let next = await events.next();
    while (!next.done) next = await events.next();
    expect(tf.memory().numTensors).toBe(before);

    const { id, group } = prunableGroups(network, 'pruned').find((one) => one.group.name === 'made')!;
    const images = makeImages(scope.dataset, scope.dataset.train, indices);
    const labels = [...indices].map((index) => scope.dataset.train.labels[index]!);
    const step = 0.02;
    const lossesAt = (channel: number, factor: number) => {
      const copy = scaled(network, readers, group.channels, channel, factor);
      const losses = lossesOf(copy, images, labels);
      disposeNetwork(copy);
      return losses;
    };
    const expected = Array.from({ length: group.channels }, (_, channel) => {
      const [above, below] = [lossesAt(channel, 1 + step), lossesAt(channel, 1 - step)];
      const slopes = above.map((loss, image) => Math.abs(loss - below[image]!) / (2 * step));
      return slopes.reduce((sum, slope) => sum + slope, 0) / slopes.length;
    });
    const largest = Math.max(...expected);
    for (const [channel, score] of next.value.get(id)!.entries())
      expect(Math.abs(score - expected[channel]!) / largest).toBeLessThan(5e-3);
    disposeNetwork(network);
  },
);
