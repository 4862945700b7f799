import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { prunableGroups } from '../channels/prunableGroups';
import { mask } from '../channels/surgery';
import { proceed } from '../checkpoint';
import { makeImages } from '../data/batches';
import { execute } from '../network/execute';
import { cloneNetwork, disposeNetwork, type Network, replaceWeight, weightOf } from '../network/network';
import { NetworkBuilder } from '../network/networkBuilder';
import { Random } from '../random';
import { colourDataset } from '../testing/fixtures';
import { unsettle } from '../testing/networks';
import { addContributions, noContributions } from './contributions';
import { channelsRead } from './convolution';
import { disposeProblem, layerProblem } from './layerProblem';
import { layerMoments } from './moments';
import { SelectionSamples } from './samples';

beforeAll(() => chooseBackend(['wasm']));

const dataset = colourDataset(3, 8, 30);

const start = (seed: number, read: (chain: NetworkBuilder) => NetworkBuilder): Network =>
  unsettle(
    read(
      new NetworkBuilder([8, 8, 3]).append('made', 'Conv2D', { filters: 4, kernel_size: [3, 3], activation: 'relu' }),
    )
      .append('classes', 'Dense', { units: 3 })
      .build('small', new Random(seed)),
    seed,
  );

const networks = {
  'of one convolution': (seed: number) =>
    start(seed, (chain) =>
      chain.append('a', 'Conv2D', { filters: 5, kernel_size: [3, 3] }).append('gap', 'GlobalAveragePooling2D'),
    ),
  'of one convolution in groups': (seed: number) =>
    start(seed, (chain) =>
      chain
        .append('a', 'Conv2D', { filters: 6, kernel_size: [3, 3], groups: 2 })
        .append('gap', 'GlobalAveragePooling2D'),
    ),
  'of two readers': (seed: number) =>
    start(seed, (chain) =>
      chain
        .append('a', 'Conv2D', { filters: 5, kernel_size: [3, 3], padding: 'same' })
        .append('b', 'Conv2D', { filters: 2, kernel_size: [1, 1], strides: [2, 2] }, ['made/activation'])
        .append('pool a', 'GlobalAveragePooling2D', {}, ['a'])
        .append('pool b', 'GlobalAveragePooling2D', {}, ['b'])
        .append('joined', 'Concatenate', {}, ['pool a', 'pool b']),
    ),
  'of entries of a flattened image': (seed: number) => start(seed, (chain) => chain.append('flat', 'Flatten')),
};

test.each(Object.entries(networks))('%s: products are those of outputs that single channels make', async (_, build) => {
  const [network, baseline] = [build(4), build(9)];
  const indices = Uint32Array.from({ length: 12 }, (_, at) => at);
  const { group, readers } = prunableGroups(network, 'pruned').find((one) => one.group.name === 'made')!;
  const samples = new SelectionSamples(dataset, indices, 5);
  const found = noContributions(group.channels);
  const images = makeImages(dataset, dataset.train, indices);
  const expected = noContributions(group.channels);
  for (const { layer, channels } of readers) {
    const problem = await layerProblem(layer, { pruned: network, baseline, head: undefined, samples });
    const moments = await layerMoments(problem, proceed);
    await addContributions(found, moments, channelsRead(problem.convolution, channels));
    disposeProblem(problem);

    const outputOf = (of: Network) => execute(of, { [of.input]: images }, [layer])[0]!.dataSync();
    const bias = weightOf(network, layer, 'bias').dataSync();
    const alone = Array.from({ length: group.channels }, (_, channel) => {
      const single = cloneNetwork(network);
      mask(single, new Map([[group.name, [channel]]]));
      replaceWeight(single, `${layer}/bias`, tf.zeros([bias.length]));
      const [output, kernel] = [outputOf(single), weightOf(single, layer, 'kernel').dataSync()];
      disposeNetwork(single);
      expected.squares[channel]! += Array.from(kernel).reduce((sum, weight) => sum + weight ** 2, 0);
      return output;
    });
    const wanted = outputOf(baseline).map((value, at) => value - bias[at % bias.length]!);
    const product = (one: ArrayLike<number>, other: ArrayLike<number>) =>
      Array.from(one).reduce((sum, value, at) => sum + value * other[at]!, 0) / wanted.length;
    for (const [row, output] of alone.entries()) {
      expected.targets[row]! += product(output, wanted);
      for (const [column, other] of alone.entries())
        expected.products[row * group.channels + column]! += product(output, other);
    }
  }
  for (const name of ['products', 'targets', 'squares'] as const) {
    const largest = Math.max(...expected[name].map(Math.abs));
    for (const [at, value] of found[name].entries())
      expect(Math.abs(value - expected[name][at]!) / largest).toBeLessThan(1e-4);
  }
  samples.dispose();
  for (const owner of [network, baseline]) disposeNetwork(owner);
});
