import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../../backend/chooseBackend';
import { cut } from '../../channels/surgery';
import { predict } from '../../network/execute';
import { disposeNetwork } from '../../network/network';
import { NetworkBuilder } from '../../network/networkBuilder';
import { Random } from '../../random';
import { colourDataset } from '../../testing/fixtures';
import { expectClose, normals } from '../../testing/numbers';
import { watchDcp } from '../../testing/watchedDcp';
import { recipeOf } from '../recipe';

beforeAll(() => chooseBackend(['wasm']));

test('what a gate reads of removed channels is gone before the next group is selected', async () => {
  const network = new NetworkBuilder([8, 8, 3])
    .convBatchNormRelu(1, 4)
    .squeezeExcite('a', 4, 2)
    .convBatchNormRelu(2, 6)
    .convBatchNormRelu(3, 6)
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: 3 })
    .build('gated', new Random(4));
  const images = tf.tensor4d(normals(new Random(1), 2 * 8 * 8 * 3), [2, 8, 8, 3]);
  let looks = 0;
  const recipe = recipeOf({ samples: 30, losses: 1, batchSize: 10, fineTuningEpochs: 0 });
  await watchDcp(network, colourDataset(3, 8, 40), recipe, (pruned, event, run) => {
    if (event.type !== 'selected') return;
    looks++;
    const small = cut(pruned, run.keptByGroup);
    expectClose(predict(pruned, images), predict(small, images), 1e-4);
    disposeNetwork(small);
  });
  expect(looks).toBe(4);
});
