import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test, vi } from 'vitest';
import { chooseBackend } from '../../backend/chooseBackend';
import { vgg } from '../../models/vgg';
import { disposeNetwork, type Network, weightOf } from '../../network/network';
import { prune } from '../../prune/prune';
import { Random } from '../../random';
import { colourDataset } from '../../testing/fixtures';
import type { Method } from '../method';
import { recipeOf } from '../recipe';
import { dcp } from '.';

beforeAll(() => chooseBackend(['wasm']));

const dataset = colourDataset(3, 8, 60);
const recipe = recipeOf({
  ...{ schedule: 'stagewise', samples: 30, losses: 2, batchSize: 20, learningRate: 0.05, auxiliaryEpochs: 2 },
  ...{ fineTuningEpochs: 0 },
});

/** Runs DCP; `look` sees the network that is being pruned after every event. */
async function watched(look: (network: Network, kept: ReadonlyMap<string, readonly number[]>, phase: string) => void) {
  const network = vgg(
    'tiny',
    {
      blocks: [
        [4, 6],
        [6, 6],
      ],
      classes: 3,
      inputShape: [8, 8, 3],
    },
    new Random(2),
  );
  const watching: Method = {
    ...dcp,
    prepare: async (scope, options) => {
      const { outline, plan } = await dcp.prepare(scope, options);
      return {
        outline,
        async *plan(run) {
          const owned: Network[] = [];
          const own = run.own.bind(run);
          run.own = (made) => {
            owned.push(made);
            return own(made);
          };
          const events = plan(run);
          let phase = '';
          let next = await events.next();
          for (; !next.done; next = await events.next()) {
            if (next.value.type === 'phase') phase = next.value.phase;
            look(owned[0]!, run.keptByGroup, phase);
            yield next.value;
          }
          return next.value;
        },
      };
    },
  };
  const generator = prune(network, dataset, recipe, { methods: [watching] });
  let next = await generator.next();
  while (!next.done) next = await generator.next();
  if (next.value) disposeNetwork(next.value);
  disposeNetwork(network);
}

test('every stage trains on batches and crops of its own', async () => {
  const fork = vi.spyOn(Random.prototype, 'fork');
  await watched(() => {});
  const streams = fork.mock.calls.flatMap(([label], call) => {
    const { value } = fork.mock.results[call]!;
    return /^auxiliary/.test(label) && value instanceof Random ? [value] : [];
  });
  fork.mockRestore();
  expect(streams).toHaveLength(3);
  expect(new Set(streams.map((stream) => stream.uniform())).size).toBe(3);
});

test('channels that a stage has removed stay away while the next one trains', async () => {
  let looks = 0;
  await watched((pruned, kept, phase) => {
    const channels = kept.get('conv1');
    if (!channels || phase !== 'auxiliary') return;
    looks++;
    const norms = tf.tidy(() => tf.sum(tf.abs(weightOf(pruned, 'conv2', 'kernel')), [0, 1, 3]).dataSync());
    for (const [channel, norm] of norms.entries()) expect(norm > 0).toBe(channels.includes(channel));
  });
  expect(looks).toBeGreaterThan(5);
});
