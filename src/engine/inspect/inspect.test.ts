import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { prunableGroups } from '../channels/prunableGroups';
import { cut } from '../channels/surgery';
import { proceed } from '../checkpoint';
import { makeBatch } from '../data/batches';
import { predict } from '../network/execute';
import { logitsNetwork } from '../network/logits';
import { disposeNetwork, type Network } from '../network/network';
import { NetworkBuilder } from '../network/networkBuilder';
import { Random } from '../random';
import { colourDataset } from '../testing/fixtures';
import { flattened, residual, unsettle } from '../testing/networks';
import { normals } from '../testing/numbers';
import { buildRandom, randomNetworks } from '../testing/randomNetworks';
import { outputLoss } from '../train/loss';
import { effectOf, riseOf } from './effect';
import { featureMaps } from './featureMaps';
import { gradientSlices } from './gradientSlices';
import { groupNamed } from './groupNamed';
import { imageLosses } from './imageLosses';
import { kernelSlices } from './kernelSlices';

await chooseBackend(['wasm']);

const image = tf.tensor4d(normals(new Random(1), 8 * 8 * 3), [1, 8, 8, 3]);

/** Two convolutions without padding. */
const twoConvolutions = (): Network =>
  unsettle(
    new NetworkBuilder([8, 8, 3])
      .append('conv1', 'Conv2D', { filters: 4, kernel_size: [3, 3], activation: 'relu' })
      .append('conv2', 'Conv2D', { filters: 5, kernel_size: [3, 2] })
      .append('gap', 'GlobalAveragePooling2D')
      .append('classes', 'Dense', { units: 2 })
      .build('two', new Random(3)),
    4,
  );

const weightsOf = (network: Network, key: string): Float32Array =>
  Float32Array.from(network.weights.get(key)!.dataSync());

test('the maps of a layer are what it reads: a convolution and a ReLU, by loops', async () => {
  const network = twoConvolutions();
  const before = tf.memory().numTensors;
  const maps = await featureMaps(network, groupNamed(network, 'conv2'), image);
  expect(tf.memory().numTensors).toBe(before);
  expect([maps.height, maps.width, maps.channels]).toEqual([6, 6, [0, 1, 2, 3]]);
  const [pixels, kernel, bias] = [
    image.dataSync(),
    weightsOf(network, 'conv1/kernel'),
    weightsOf(network, 'conv1/bias'),
  ];
  for (let channel = 0; channel < 4; channel++)
    for (let y = 0; y < 6; y++)
      for (let x = 0; x < 6; x++) {
        let sum = bias[channel]!;
        for (let row = 0; row < 3; row++)
          for (let column = 0; column < 3; column++)
            for (let colour = 0; colour < 3; colour++)
              sum +=
                pixels[((y + row) * 8 + x + column) * 3 + colour]! *
                kernel[((row * 3 + column) * 3 + colour) * 4 + channel]!;
        expect(maps.values[(channel * 6 + y) * 6 + x]).toBeCloseTo(Math.max(0, sum), 4);
      }
  disposeNetwork(network);
});

test('in front of a flattened or averaged layer maps are those of the last pictures', async () => {
  const network = flattened();
  const hidden = await featureMaps(network, groupNamed(network, 'hidden'), image);
  expect([hidden.at, hidden.height, hidden.width, hidden.values.length]).toEqual(['drop', 2, 2, 5 * 4]);
  const classes = await featureMaps(network, groupNamed(network, 'classes'), image);
  expect([classes.at, classes.height, classes.width, classes.values.length]).toEqual(['bn', 1, 1, 7]);
  disposeNetwork(network);
});

test('every group of random networks has maps of its channels', async () => {
  await fc.assert(
    fc.asyncProperty(randomNetworks, async (made) => {
      const network = buildRandom(made);
      for (const group of prunableGroups(network, 'pruned')) {
        const { channels, height, width, values } = await featureMaps(network, group, image);
        expect(values.length).toBe(channels.length * height * width);
        expect(channels.length).toBeGreaterThan(0);
        expect(Math.max(...channels)).toBeLessThan(group.group.channels);
        const kernels = await kernelSlices(network, group, channels[0]!);
        expect(kernels.makes.length).toBeGreaterThan(0);
      }
      disposeNetwork(network);
    }),
    { numRuns: 25, seed: 2 },
  );
});

test('the slices of a channel are those of the kernels that make it and that read it', async () => {
  const network = twoConvolutions();
  const before = tf.memory().numTensors;
  const { makes, reads } = await kernelSlices(network, groupNamed(network, 'conv2'), 2);
  expect(tf.memory().numTensors).toBe(before);
  const [maker, reader] = [weightsOf(network, 'conv1/kernel'), weightsOf(network, 'conv2/kernel')];
  expect([makes[0]?.layer, makes[0]?.height, makes[0]?.width]).toEqual(['conv1', 3, 3]);
  expect([...makes[0]!.values]).toEqual(
    [0, 1, 2].flatMap((input) => Array.from({ length: 9 }, (_, tap) => maker[(tap * 3 + input) * 4 + 2])),
  );
  expect([reads[0]?.layer, reads[0]?.height, reads[0]?.width]).toEqual(['conv2', 3, 2]);
  expect([...reads[0]!.values]).toEqual(
    [0, 1, 2, 3, 4].flatMap((filter) => Array.from({ length: 6 }, (_, tap) => reader[(tap * 4 + 2) * 5 + filter])),
  );
  expect(reads[0]?.largest).toBe(Math.max(...reader.map(Math.abs)));
  disposeNetwork(network);
});

test('gradients of a channel are the differences that its weights make to the loss of the images', async () => {
  const network = twoConvolutions();
  const labels = tf.tensor2d([0, 1], [1, 2]);
  const before = tf.memory().numTensors;
  const [gradient] = await gradientSlices(network, groupNamed(network, 'conv2'), 2, { images: image, labels });
  expect(tf.memory().numTensors).toBe(before);
  const kernel = weightsOf(network, 'conv2/kernel');
  const lossAt = (place: number, change: number): number => {
    const moved = kernel.slice();
    moved[place]! += change;
    return tf.tidy(() => {
      const weights = new Map([...network.weights, ['conv2/kernel', tf.tensor(moved, [3, 2, 4, 5])] as const]);
      return outputLoss(network)(predict({ ...network, weights }, image), labels).dataSync()[0]!;
    });
  };
  const slope = (place: number): number => (lossAt(place, 0.01) - lossAt(place, -0.01)) / 0.02;
  for (let filter = 0; filter < 5; filter++)
    for (let tap = 0; tap < 6; tap++)
      expect(gradient!.values[filter * 6 + tap]).toBeCloseTo(slope((tap * 4 + 2) * 5 + filter), 4);
  expect(Math.max(...gradient!.values.map(Math.abs))).toBeGreaterThan(0.01);
  expect(gradient!.largest).toBeGreaterThanOrEqual(Math.fround(Math.max(...gradient!.values.map(Math.abs))));
  tf.dispose(labels);
  disposeNetwork(network);
});

test('those of a convolution in groups are of its own group alone', async () => {
  const network = new NetworkBuilder([8, 8, 3])
    .append('in', 'Conv2D', { filters: 4, kernel_size: [1, 1] })
    .append('grouped', 'Conv2D', { filters: 6, kernel_size: [3, 2], groups: 2 })
    .append('out', 'Conv2D', { filters: 2, kernel_size: [1, 1] })
    .append('gap', 'GlobalAveragePooling2D')
    .build('grouped', new Random(3));
  const kernel = weightsOf(network, 'grouped/kernel');
  // [3, 2, 2, 6]: filters 3 to 5 are the second group's, and so are channels 2 and 3 of what it reads.
  const sliceOf = (input: number, filter: number) =>
    Array.from({ length: 6 }, (_, tap) => kernel[(tap * 2 + input) * 6 + filter]);
  const { makes } = await kernelSlices(network, groupNamed(network, 'out'), 4);
  expect([...makes[0]!.values]).toEqual([0, 1].flatMap((input) => sliceOf(input, 4)));
  const { reads } = await kernelSlices(network, groupNamed(network, 'grouped'), 3);
  expect([...reads[0]!.values]).toEqual([3, 4, 5].flatMap((filter) => sliceOf(1, filter)));
  disposeNetwork(network);
});

const dataset = colourDataset(4, 8, 30);
const images = { dataset, part: dataset.train, pass: proceed };

test('the losses of single images have the loss of all as their mean', async () => {
  const network = flattened();
  const { losses } = await imageLosses(network, dataset, dataset.train, proceed);
  const loss = tf.tidy(() => {
    const { images, labels } = makeBatch(dataset, dataset.train, [...dataset.train.labels.keys()]);
    return outputLoss(network)(predict(logitsNetwork(network), images), labels).dataSync()[0]!;
  });
  expect(losses.reduce((sum, own) => sum + own, 0) / 30).toBeCloseTo(loss, 4);
  disposeNetwork(network);
});

test('a channel that is masked by hand is as good as cut away', async () => {
  const network = residual();
  const group = prunableGroups(network, 'pruned').find(({ id }) => id === 'b')!;
  const all = [...Array(8).keys()];
  const without = all.filter((channel) => channel !== 3);
  const before = tf.memory().numTensors;
  const effect = await effectOf(network, group, { before: all, after: without }, images);
  expect(tf.memory().numTensors).toBe(before);
  const small = cut(network, new Map([[group.group.name, without]]));
  const whole = await imageLosses(network, dataset, dataset.train, proceed);
  const pruned = await imageLosses(small, dataset, dataset.train, proceed);
  const mean = (values: Float32Array) => values.reduce((sum, own) => sum + own, 0) / values.length;
  expect(Math.abs(effect.before.loss - mean(whole.losses))).toBeLessThan(1e-4);
  expect(Math.abs(effect.after.loss - mean(pruned.losses))).toBeLessThan(1e-4);
  expect(effect.rise.mean).not.toBe(0);
  const rights = (right: Uint8Array) => right.reduce((sum, own) => sum + own, 0) / right.length;
  expect([effect.before.accuracy, effect.after.accuracy]).toEqual([rights(whole.right), rights(pruned.right)]);
  await expect(effectOf(network, group, { before: all, after: [] }, images)).rejects.toMatchObject({
    code: 'inspect.none-left',
  });
  disposeNetwork(network);
  disposeNetwork(small);
});

test('a rise of the loss has a paired interval, by hand', () => {
  // differences 1, 2, 3: mean 2, s = 1, half = 1.959964 / sqrt(3)
  const { mean, low, high } = riseOf([1, 1, 1], [2, 3, 4]);
  expect(mean).toBe(2);
  expect(low).toBeCloseTo(2 - 1.1315857, 6);
  expect(high).toBeCloseTo(2 + 1.1315857, 6);
});

test('a group that is not there is refused by its name', () => {
  const network = twoConvolutions();
  expect(() => groupNamed(network, 'conv9')).toThrow(expect.objectContaining({ code: 'inspect.group' }));
  disposeNetwork(network);
});
