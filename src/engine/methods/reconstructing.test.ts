import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { predict } from '../network/execute';
import { disposeNetwork, type Network, replaceWeight } from '../network/network';
import { NetworkBuilder } from '../network/networkBuilder';
import { prune } from '../prune/prune';
import { Random } from '../random';
import { colourDataset } from '../testing/fixtures';
import { expectClose, normals } from '../testing/numbers';
import { recipeOf } from './recipe';

beforeAll(() => chooseBackend(['wasm']));

/** Channel 2 of `a` is a fifth of channel 0, and channel 4 is always zero: neither says anything that others do not say. */
function redundant(): Network {
  const network = new NetworkBuilder([8, 8, 3])
    .append('a', 'Conv2D', { filters: 5, kernel_size: [1, 1], activation: 'relu' })
    .append('b', 'Conv2D', { filters: 6, kernel_size: [3, 3], padding: 'same' })
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: 3 })
    .build('redundant', new Random(4));
  const kernel = [1, -2, 0.2, 3, 9, 2, 1, 0.4, -4, 9, -1, 1, -0.2, 0, 9];
  replaceWeight(network, 'a/kernel', tf.tensor4d(kernel, [1, 1, 3, 5]));
  replaceWeight(network, 'a/bias', tf.tensor1d([0, 0.1, 0, 0.2, -1e4]));
  return network;
}

describe.each(['thinet', 'cp'] as const)('%s', (method) => {
  test.each(['least-squares', 'none'] as const)(
    'removes a silent channel and one that another is a multiple of; refit: %s',
    async (refit) => {
      const network = redundant();
      const recipe = recipeOf({ method, refit, samples: 60, batchSize: 25, fineTuningEpochs: 0, rate: 0 });
      const run = prune(network, colourDataset(3, 8, 80), { ...recipe, layerRates: { b: 0.4 } });
      let next = await run.next();
      for (; !next.done; next = await run.next())
        if (next.value.type === 'selected' && next.value.layer === 'b') expect(next.value.kept).toEqual([0, 1, 3]);
      const images = tf.tensor4d(normals(new Random(1), 2 * 8 * 8 * 3), [2, 8, 8, 3]);
      const [whole, pruned] = [predict(network, images), predict(next.value!, images)];
      if (refit === 'least-squares') expectClose(pruned, whole, 1e-2);
      else expect(() => expectClose(pruned, whole, 1e-2)).toThrow();
      disposeNetwork(next.value!);
      disposeNetwork(network);
    },
  );
});
