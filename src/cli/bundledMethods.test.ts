import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chooseBackend } from '../engine/backend/chooseBackend';
import { proceed } from '../engine/checkpoint';
import { makeImages } from '../engine/data/batches';
import { type Dataset, takeImages } from '../engine/data/dataset';
import { memoryBudget } from '../engine/memory/budget';
import { methods } from '../engine/methods';
import { type RecipeValues, recipeOf } from '../engine/methods/recipe';
import { costOf } from '../engine/network/cost';
import { predict } from '../engine/network/execute';
import { disposeNetwork, type Network } from '../engine/network/network';
import { select } from '../engine/prune/select';
import { Run } from '../engine/run/run';
import { scopeOf } from '../engine/run/scope';
import { loadCifar10 } from './dataFiles';
import { loadNetwork } from './modelFiles';

const images = 10;
let dataset: Dataset;

beforeAll(async () => {
  await chooseBackend(['wasm']);
  const { train, test: tested, ...rest } = await loadCifar10('bundled');
  const some = [...Array(2 * images).keys()];
  dataset = { ...rest, train: takeImages(train, some), test: takeImages(tested, some) };
});

const shared: RecipeValues = {
  ...{ rate: 0.5, streams: 'pruned', samples: images, batchSize: images, losses: 1, lambda: 0.1 },
  ...{ auxiliaryEpochs: 0, surgeryEpochs: 0, sparseEpochs: 0, channelsPerStep: 32, kernelJoins: 1, epsilon: 0.5 },
};

/** Without the least squares of hundreds of channels, which take minutes; bundledAdapt.test.ts solves these. */
const quickly: RecipeValues = { solver: 'sgd', sgdSteps: 1, refit: 'none' };

describe.each([
  ['resnet-20', {}],
  ['mobilenet-small', {}],
  ['vgg-small', quickly],
  ['vgg-medium', quickly],
] as const)('on %s', (name, values) => {
  let network: Network;
  beforeAll(async () => {
    network = await loadNetwork(name);
  });
  afterAll(() => disposeNetwork(network));

  test.each(methods.map((method) => [method.id, method] as const))('%s makes a smaller network', async (id, method) => {
    const before = tf.memory().numTensors;
    const recipe = recipeOf({ ...shared, ...values, method: id });
    const scope = scopeOf(network, dataset, recipe, method.choosesWidths, memoryBudget);
    const pruning = await method.prepare(scope, recipe.method);
    const run = new Run(scope, pruning.outline, proceed);
    const selecting = select(run, pruning);
    let next = await selecting.next();
    while (!next.done) next = await selecting.next();
    const pruned = next.value;
    if (pruning.outline.training?.isSparse) {
      const { told } = run.sparseLayers;
      expect(new Set(told.map(({ layer }) => layer)).size).toBe(told.length);
      for (const { units, kept } of told) expect(kept).toBe(units - Math.floor(units / 2));
      expect(run.sparseLayers.cost(costOf(network))!.weights).toBeLessThan(costOf(network).params);
    } else {
      if (!method.choosesWidths)
        expect(run.outcomes.map(({ name: group, kept }) => [group, kept.length])).toEqual([...scope.counts]);
      expect(costOf(pruned).params).toBeLessThan(costOf(network).params);
    }
    const scores = tf.tidy(() => predict(pruned, makeImages(dataset, dataset.test, [0, 1, 2])));
    expect(scores.shape).toEqual([3, 10]);
    expect(scores.dataSync().every(Number.isFinite)).toBe(true);
    scores.dispose();
    await run.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
