import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { chooseBackend } from '../../backend/chooseBackend';
import { proceed } from '../../checkpoint';
import { makeImages } from '../../data/batches';
import { memoryBudget } from '../../memory/budget';
import { execute } from '../../network/execute';
import { disposeNetwork, type Network, replaceWeight } from '../../network/network';
import { NetworkBuilder } from '../../network/networkBuilder';
import { prune } from '../../prune/prune';
import { Random } from '../../random';
import { lightOutline } from '../../run/outline';
import { Run } from '../../run/run';
import { scopeOf } from '../../run/scope';
import { colourDataset } from '../../testing/fixtures';
import { residual, unsettle } from '../../testing/networks';
import { recipeOf } from '../recipe';
import { activationRanking, activeCounts } from './activations';

beforeAll(() => chooseBackend(['wasm']));

const dataset = colourDataset(4, 8, 40);
const recipe = recipeOf({
  method: 'apoz',
  rate: 0.4,
  samples: 20,
  batchSize: 8,
  streams: 'pruned',
  fineTuningEpochs: 0,
});
const finish = (chain: NetworkBuilder) =>
  unsettle(
    chain
      .append('gap', 'GlobalAveragePooling2D')
      .append('classes', 'Dense', { units: 4 })
      .build('small', new Random(4)),
    5,
  );

/** The scores of all groups, and the images that they are of. */
async function scoresOf(network: Network) {
  const scope = scopeOf(network, dataset, recipe, false, memoryBudget);
  const run = new Run(scope, lightOutline, proceed);
  const { indices } = run.drawSamples(20);
  const events = activationRanking(scope, 20).scores(run);
  let next = await events.next();
  while (!next.done) next = await events.next();
  return { scores: next.value, images: makeImages(scope.dataset, scope.dataset.train, indices) };
}

test('Eq 1 by hand: of the 2 x 3 activations of each channel so many are not zero', () => {
  const outputs = tf.tensor([0, 1, 0, 0, 2, 3, 0, 4, 0, 5, 0, 6], [2, 3, 1, 2]);
  expect([...activeCounts(outputs).dataSync()]).toEqual([1, 5]);
});

describe('scores are counts of activations, one by one', () => {
  const networks = {
    plain: [() => finish(new NetworkBuilder([8, 8, 3]).convBatchNormRelu(1, 6)), { classes: ['relu1'] }],
    'with two ReLUs on the way': [
      () =>
        finish(
          new NetworkBuilder([8, 8, 3])
            .convBatchNormRelu(1, 4)
            .depthwiseBatchNormRelu('d', 2)
            .append('last', 'Conv2D', { filters: 5, kernel_size: [1, 1], activation: 'relu' }),
        ),
      { last: ['relu1', 'relud'], classes: ['last/activation'] },
    ],
  } as const;

  test.each(Object.entries(networks))('%s', async (_, [build, rectifiers]) => {
    const network = build();
    const { scores, images } = await scoresOf(network);
    for (const [group, layers] of Object.entries(rectifiers)) {
      const outputs = execute(network, { [network.input]: images }, layers);
      const channels = outputs[0]!.shape.at(-1)!;
      const active = Array<number>(channels).fill(0);
      const all = Array<number>(channels).fill(0);
      for (const output of outputs)
        for (const [at, value] of output.dataSync().entries()) {
          active[at % channels]! += value > 0 ? 1 : 0;
          all[at % channels]! += 1;
        }
      const found = scores.get(group)!;
      expect(found).toHaveLength(channels);
      for (const [channel, score] of found.entries()) expect(score).toBeCloseTo(active[channel]! / all[channel]!, 5);
    }
    disposeNetwork(network);
  });
});

test('channels that are nearly always zero go, however large their weights', async () => {
  const network = finish(
    new NetworkBuilder([8, 8, 3]).append('made', 'Conv2D', { filters: 5, kernel_size: [1, 1], activation: 'relu' }),
  );
  // By its bias a channel is always on, or never.
  replaceWeight(network, 'made/bias', tf.tensor1d([50, -50, 50, -50, 50]));
  const run = prune(network, dataset, recipe);
  let kept: number[] | undefined;
  let next = await run.next();
  for (; !next.done; next = await run.next()) if (next.value.type === 'selected') kept = next.value.kept;
  expect(kept).toEqual([0, 2, 4]);
  disposeNetwork(next.value!);
  disposeNetwork(network);
});

test('a group without a ReLU is refused by name, and a rate of 0 leaves it alone', async () => {
  const network = residual();
  const images = colourDataset(4, 8, 40);
  await expect(prune(network, images, recipe).next()).rejects.toThrow(
    'APoZ counts zeros, but no ReLU puts out the channels that are pruned at classes; give the prune rate 0 there',
  );
  const run = prune(network, images, { ...recipe, layerRates: { classes: 0 } });
  let next = await run.next();
  while (!next.done) next = await run.next();
  disposeNetwork(next.value!);
  disposeNetwork(network);
});
