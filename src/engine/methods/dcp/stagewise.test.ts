import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test, vi } from 'vitest';
import { chooseBackend } from '../../backend/chooseBackend';
import { vgg } from '../../models/vgg';
import { disposeNetwork, type Network, weightOf } from '../../network/network';
import { Random } from '../../random';
import { Run } from '../../run/run';
import { colourDataset } from '../../testing/fixtures';
import { watchDcp } from '../../testing/watchedDcp';
import { type RecipeValues, recipeOf } from '../recipe';

beforeAll(() => chooseBackend(['wasm']));

const dataset = colourDataset(3, 8, 60);
const stagewise: RecipeValues = {
  ...{ schedule: 'stagewise', samples: 30, losses: 2, batchSize: 20, auxiliaryEpochs: 2, auxiliaryRate: 0.05 },
  ...{ fineTuningEpochs: 0 },
};
const recipe = recipeOf(stagewise);

const build = () =>
  vgg(
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

test('every stage trains on batches and crops of its own', async () => {
  const fork = vi.spyOn(Random.prototype, 'fork');
  await watchDcp(build(), dataset, recipe, () => {});
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
  let phase = '';
  await watchDcp(build(), dataset, recipe, (pruned, event, run) => {
    if (event.type === 'phase') phase = event.phase;
    const channels = run.keptByGroup.get('conv1');
    if (!channels || phase !== 'auxiliary') return;
    looks++;
    const norms = tf.tidy(() => tf.sum(tf.abs(weightOf(pruned, 'conv2', 'kernel')), [0, 1, 3]).dataSync());
    for (const [channel, norm] of norms.entries()) expect(norm > 0).toBe(channels.includes(channel));
  });
  expect(looks).toBeGreaterThan(5);
});

const valuesOf = ({ weights }: Network) => [...weights.values()].map((weight) => [...weight.dataSync()]);

/** The weights of the network that gave O^b, layer by layer, and those of the pruned one after the first stage's training. */
async function baselinesOf(baselineOutputs: 'untouched' | 'tuned') {
  const problem = vi.spyOn(Run.prototype, 'problem');
  const baselines: number[][][] = [];
  let tuned: number[][] = [];
  await watchDcp(build(), dataset, recipeOf({ ...stagewise, baselineOutputs }), (pruned, event) => {
    if (event.type === 'tuned' && tuned.length === 0) tuned = valuesOf(pruned);
    if (event.type === 'selected') baselines.push(valuesOf(problem.mock.calls.at(-1)![1].baseline));
  });
  problem.mockRestore();
  return { baselines, tuned };
}

test('O^b comes of the network as it came, or as the first stage has tuned it, in all stages', async () => {
  const network = build();
  const untouched = await baselinesOf('untouched');
  expect(untouched.baselines).toEqual(Array(4).fill(valuesOf(network)));
  expect(untouched.tuned).not.toEqual(valuesOf(network));
  const { baselines, tuned } = await baselinesOf('tuned');
  expect(tuned).toEqual(untouched.tuned);
  expect(baselines).toEqual(Array(4).fill(tuned));
  disposeNetwork(network);
});
