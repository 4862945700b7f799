import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../../backend/chooseBackend';
import { proceed } from '../../checkpoint';
import { disposeProblem, type LayerProblem, layerProblem } from '../../layerwise/layerProblem';
import { featuresOf, layerEquations, type Moments } from '../../layerwise/moments';
import { refit } from '../../layerwise/refit';
import { SelectionSamples } from '../../layerwise/samples';
import { solverOf } from '../../layerwise/solvers';
import { disposeNetwork, type Network, replaceWeight, weightOf } from '../../network/network';
import { NetworkBuilder } from '../../network/networkBuilder';
import { Random } from '../../random';
import { subsetsOf } from '../../testing/contributions';
import { directSolution } from '../../testing/directSolution';
import { fittedLoss } from '../../testing/fittedLoss';
import { colourDataset } from '../../testing/fixtures';
import { unsettle } from '../../testing/networks';
import { patchMoments } from '../../testing/patchMoments';
import { selectChannels } from './algorithm2';

beforeAll(() => chooseBackend(['wasm']));

const dataset = colourDataset(4, 8, 40);
const indices = Uint32Array.from({ length: 40 }, (_, index) => index);
const blocks = [
  [0, 1, 2, 3],
  [4, 5, 6, 7],
];

/** A convolution in two groups, of eight channels. */
const network = (seed: number): Network =>
  unsettle(
    new NetworkBuilder([8, 8, 3])
      .append('made', 'Conv2D', { filters: 8, kernel_size: [3, 3], padding: 'same', activation: 'relu' })
      .append('grouped', 'Conv2D', { filters: 6, kernel_size: [3, 3], padding: 'same', groups: 2, activation: 'relu' })
      .append('gap', 'GlobalAveragePooling2D')
      .append('classes', 'Dense', { units: 4 })
      .build('grouped', new Random(seed)),
    seed,
  );

async function problemOf(pruned: Network): Promise<{ problem: LayerProblem; patches: Moments }> {
  const samples = new SelectionSamples(dataset, indices, 20);
  const problem = await layerProblem('grouped', { pruned, baseline: pruned, head: undefined, samples });
  samples.dispose();
  const networks = { pruned, baseline: pruned, layer: 'grouped' };
  return { problem, patches: await patchMoments(problem.convolution, networks, dataset, indices) };
}

/** Half of the channels by L_M alone. */
async function select(problem: LayerProblem) {
  const options = { solver: 'newton', sgdSteps: 1, reconstructionWeight: 1, lambda: 0 } as const;
  const solver = await solverOf(problem, options, proceed);
  const steps = selectChannels([{ solver, channels: [...Array(8).keys()] }], {
    ...{ count: 4, channelsPerStep: 1, score: 'slice', choose: 'largest', random: new Random(1), blocks },
  });
  const first = await steps.next();
  let next = first;
  while (!next.done) next = await steps.next();
  const { kept, losses, weights } = next.value!;
  for (const { kernel, bias } of weights) tf.dispose([kernel, bias]);
  solver.dispose();
  return { kept, loss: losses.reconstruction };
}

test('the refit is that of each group alone: the normal equations of its own inputs, solved at once', async () => {
  const pruned = network(3);
  const { problem, patches } = await problemOf(pruned);
  const kept = [0, 3, 5, 6];
  const { kernel, bias } = await refit(problem, kept, proceed);
  const [weights, biases] = [await kernel.data(), await bias.data()];
  const { filters, perChannel } = patches;
  for (const [block, channels] of blocks.entries()) {
    const own = channels.filter((channel) => kept.includes(channel));
    const features = [block, ...own.flatMap((channel) => featuresOf(patches, channel))];
    const expected = directSolution(layerEquations(patches), features);
    const scale = Math.max(...expected.map(Math.abs));
    const expectNear = (value: number, at: number) =>
      expect(Math.abs(value - expected[at]!) / scale).toBeLessThan(1e-3);
    for (let filter = 0; filter < filters; filter++) {
      expectNear(biases[block * filters + filter]!, filter);
      for (const [place, channel] of own.entries())
        for (let tap = 0; tap < perChannel; tap++)
          expectNear(
            weights[(tap * 8 + channel) * filters + filter]!,
            (1 + place * perChannel + tap) * filters + filter,
          );
    }
  }
  tf.dispose([kernel, bias]);
  disposeProblem(problem);
  disposeNetwork(pruned);
});

test('of channels that are there twice in a group one goes, and nothing is lost', async () => {
  const pruned = network(5);
  // 0 and 1, 2 and 3, and so on are alike.
  for (const key of ['made/kernel', 'made/bias']) {
    const weight = weightOf(pruned, 'made', key.slice('made/'.length));
    replaceWeight(
      pruned,
      key,
      tf.tidy(() => tf.gather(weight, [0, 0, 2, 2, 4, 4, 6, 6], -1)),
    );
  }
  const { problem } = await problemOf(pruned);
  const { kept, loss } = await select(problem);
  expect(kept.map((channel) => Math.floor(channel / 2))).toEqual([0, 1, 2, 3]);
  const [output] = [
    problem.batches[0]![0]!.use({ order: [...Array(8).keys()], selected: 8, open: 0 }, (samples) =>
      tf.mean(tf.square(samples.baseline)),
    ),
  ];
  expect(loss).toBeLessThan(1e-4 * output.dataSync()[0]!);
  output.dispose();
  disposeProblem(problem);
  disposeNetwork(pruned);
});

test('beside the best of all 36 ways to keep two of four in each group, the greedy one leaves little more', async () => {
  const pruned = network(7);
  const { problem, patches } = await problemOf(pruned);
  const equations = layerEquations(patches);
  const lossOf = (channels: readonly number[]): number => {
    const features = [0, 1, ...channels.flatMap((channel) => featuresOf(patches, channel))];
    return fittedLoss(patches, features, directSolution(equations, features));
  };
  const ways = subsetsOf(4, 2).flatMap((one) => subsetsOf(4, 2).map((other) => [...one, ...other.map((at) => 4 + at)]));
  expect(ways).toHaveLength(36);
  const losses = ways.map(lossOf);
  const best = Math.min(...losses);
  const none = lossOf([]);
  const { kept } = await select(problem);
  const greedy = lossOf(kept);
  console.log(
    `L_M of 2 of 4 in each group: greedy ${greedy.toPrecision(4)}, best of 36 ${best.toPrecision(4)}, none ${none.toPrecision(4)}`,
  );
  expect(greedy).toBeGreaterThanOrEqual(best - 1e-6 * Math.abs(best));
  expect((none - greedy) / (none - best)).toBeGreaterThan(0.9);
  disposeProblem(problem);
  disposeNetwork(pruned);
});
