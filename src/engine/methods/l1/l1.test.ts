import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { chooseBackend } from '../../backend/chooseBackend';
import { prunableGroups } from '../../channels/prunableGroups';
import { predict } from '../../network/execute';
import { disposeNetwork, type Network, replaceWeight, weightOf } from '../../network/network';
import { NetworkBuilder } from '../../network/networkBuilder';
import { prune } from '../../prune/prune';
import { Random } from '../../random';
import { colourDataset } from '../../testing/fixtures';
import { expectClose, normals } from '../../testing/numbers';
import { absoluteSums, filterScores } from '../filterScores';
import { recipeOf } from '../recipe';

beforeAll(() => chooseBackend(['wasm']));

const network = () =>
  new NetworkBuilder([8, 8, 3])
    .append('a', 'Conv2D', { filters: 4, kernel_size: [1, 1] })
    .append('relu', 'ReLU')
    .append('b', 'Conv2D', { filters: 6, kernel_size: [3, 3], padding: 'same' })
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: 3 })
    .build('small', new Random(4));

test('Li et al. 2017 by hand: the sum of the absolute weights of each filter', async () => {
  const open = network();
  replaceWeight(open, 'a/kernel', tf.tensor4d([1, -2, 0, 3, 0, 0, 0.5, -4, -1, 1, 0, 0], [1, 1, 3, 4]));
  const [first] = prunableGroups(open);
  expect(await filterScores(open, first!.group, absoluteSums)).toEqual([2, 3, 0.5, 7]);
  disposeNetwork(open);
});

/** Channel 2 of `a` is twice channel 0, and has small filters: it says nothing that channel 0 does not say. */
function redundant(): Network {
  const open = network();
  const kernel = tf.tensor4d([1, -2, 0.1, 3, 2, 1, 0.2, -4, -1, 1, -0.1, 0], [1, 1, 3, 4]);
  replaceWeight(open, 'a/kernel', kernel);
  replaceWeight(open, 'a/bias', tf.tensor1d([0, 0.1, 0, 0.2]));
  expect(weightOf(open, 'a', 'kernel').shape).toEqual([1, 1, 3, 4]);
  return open;
}

describe.each(['least-squares', 'none'] as const)('a channel that another one is a multiple of, refit: %s', (refit) => {
  test(refit === 'none' ? 'is missed' : 'is not missed: what read it reads the other', async () => {
    const open = redundant();
    const recipe = recipeOf({ ...{ method: 'l1', refit, samples: 60, batchSize: 25, fineTuningEpochs: 0 }, rate: 0 });
    const run = prune(open, colourDataset(3, 8, 80), { ...recipe, layerRates: { b: 0.25 } });
    let next = await run.next();
    while (!next.done) {
      if (next.value.type === 'selected' && next.value.layer === 'b') expect(next.value.kept).toEqual([0, 1, 3]);
      next = await run.next();
    }
    const images = tf.tensor4d(normals(new Random(1), 2 * 8 * 8 * 3), [2, 8, 8, 3]);
    const [whole, pruned] = [predict(open, images), predict(next.value!, images)];
    if (refit === 'least-squares') expectClose(pruned, whole, 1e-2);
    else expect(() => expectClose(pruned, whole, 1e-2)).toThrow();
    disposeNetwork(next.value!);
    disposeNetwork(open);
  });
});
