import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../../backend/chooseBackend';
import { cut } from '../../channels/surgery';
import { predict } from '../../network/execute';
import { disposeNetwork } from '../../network/network';
import { NetworkBuilder } from '../../network/networkBuilder';
import { prune } from '../../prune/prune';
import { Random } from '../../random';
import { colourDataset } from '../../testing/fixtures';
import { expectClose, normals } from '../../testing/numbers';
import type { Method } from '../method';
import { recipeOf } from '../recipe';
import { dcp } from '.';

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
  const watching: Method = {
    ...dcp,
    prepare: async (scope, options) => {
      const pruning = await dcp.prepare(scope, options);
      return {
        ...pruning,
        async *plan(run) {
          const { own } = run;
          let pruned = network;
          run.own = (made) => {
            if (pruned === network) pruned = made;
            return own.call(run, made);
          };
          const events = pruning.plan(run);
          let next = await events.next();
          for (; !next.done; next = await events.next()) {
            yield next.value;
            if (next.value.type !== 'selected') continue;
            looks++;
            const small = cut(pruned, run.keptByGroup);
            expectClose(predict(pruned, images), predict(small, images), 1e-4);
            disposeNetwork(small);
          }
          return next.value;
        },
      };
    },
  };
  const recipe = recipeOf({ samples: 30, losses: 1, batchSize: 10, fineTuningEpochs: 0 });
  const generator = prune(network, colourDataset(3, 8, 40), recipe, { methods: [watching] });
  let next = await generator.next();
  while (!next.done) next = await generator.next();
  if (next.value) disposeNetwork(next.value);
  disposeNetwork(network);
  expect(looks).toBe(2);
});
