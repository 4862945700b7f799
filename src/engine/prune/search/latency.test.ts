import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test, vi } from 'vitest';
import { chooseBackend } from '../../backend/chooseBackend';
import { recipeOf } from '../../methods/recipe';
import { vgg } from '../../models/vgg';
import { costOf } from '../../network/cost';
import { disposeNetwork, type Network } from '../../network/network';
import { Random } from '../../random';
import { colourDataset } from '../../testing/fixtures';
import { toyMethod } from '../../testing/toyMethod';
import { prune } from '../prune';

/** A machine that takes a millisecond for a thousand multiply-adds. */
const timeOf = (network: Network) => costOf(network).flops / 1000;

vi.mock('../../train/latency', () => ({
  mostRuns: 20,
  compareLatency: async (baseline: Network, pruned: Network) => {
    const [whole, less] = [timeOf(baseline), timeOf(pruned)].map((time) => ({ median: time, q1: time, q3: time }));
    return { images: 1, runs: 1, baseline: whole, pruned: less };
  },
}));

beforeAll(() => chooseBackend(['wasm']));

test('a time is met by the widest network that takes no longer', async () => {
  const open = vgg('tiny', { blocks: [[16, 24], [24]], classes: 3, inputShape: [8, 8, 3] }, new Random(2));
  const dataset = colourDataset(3, 8, 60);
  const before = tf.memory().numTensors;
  for (const share of [0.8, 0.5, 0.2]) {
    const milliseconds = share * timeOf(open);
    const recipe = {
      ...recipeOf({ samples: 20, losses: 0, batchSize: 20, fineTuningEpochs: 0 }),
      method: { id: 'toy' },
    };
    const target = { kind: 'latency', milliseconds, batch: 1 } as const;
    const run = prune(open, dataset, { ...recipe, target }, { methods: [toyMethod] });
    let next = await run.next();
    while (!next.done) next = await run.next();
    if (!next.value) throw new Error('no result');
    expect(timeOf(next.value)).toBeLessThanOrEqual(milliseconds);
    expect(timeOf(next.value), 'a few percent of the whole time are left unused at most').toBeGreaterThan(
      milliseconds - 0.06 * timeOf(open),
    );
    disposeNetwork(next.value);
    expect(tf.memory().numTensors).toBe(before);
  }
  disposeNetwork(open);
});
