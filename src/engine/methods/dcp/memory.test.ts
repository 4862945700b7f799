import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { tellMemory } from '../../../words/memory';
import { chooseBackend } from '../../backend/chooseBackend';
import { prunableGroups } from '../../channels/prunableGroups';
import { InputError } from '../../errors';
import { memoryBudget } from '../../memory/budget';
import { inferenceBatch } from '../../memory/passes';
import { stagesOf } from '../../methods/dcp/stages';
import { presetRecipe, recipeOf } from '../../methods/recipe';
import { builders } from '../../models';
import { vgg } from '../../models/vgg';
import { disposeNetwork, type Network } from '../../network/network';
import { NetworkBuilder } from '../../network/networkBuilder';
import { outputShapes } from '../../network/shapes';
import { prune } from '../../prune/prune';
import { Random } from '../../random';
import type { RunEvent } from '../../run/events';
import { memoryUse } from '../../run/memory/memoryUse';
import { decodeScores } from '../../run/scores';
import { colourDataset } from '../../testing/fixtures';
import { residual } from '../../testing/networks';
import { thetaImageCount } from '../../train/heads';
import { planDcpMemory } from './memory';
import { samplesUsed } from './options';

beforeAll(() => chooseBackend(['wasm']));

/** Of the bundled part of CIFAR-10. */
const images = 5000;

const planned = (network: Network, preset: 'quick' | 'balanced' | 'paper', budget = memoryBudget) => {
  const recipe = presetRecipe(preset);
  if (recipe.method.id !== 'dcp') throw new Error('presets are of DCP');
  const stages = stagesOf(network, prunableGroups(network), recipe.method.losses);
  const scope = { network, recipe, budget };
  const samples = samplesUsed(recipe.method, images);
  const { features, told } = planDcpMemory(scope, stages, samples, thetaImageCount(images, samples));
  const losses = stages.flatMap(({ lossAt }) => lossAt ?? []);
  return { features, use: memoryUse(scope, { losses, work: {}, memory: told }) };
};

test.each(['vggnet-cifar', 'resnet-56-cifar', 'mobilenet-cifar', 'densenet-bc-40-cifar'] as const)(
  '%s: images of 32x32 fit as they are',
  (name) => {
    const network = builders[name](new Random(1));
    const { use, features } = planned(network, 'quick');
    expect(use).toMatchObject({ evaluationBatch: 250, trainingPart: 64, selectionPart: 64, recomputed: [] });
    expect(features).toMatchObject({ batch: 250, keeps: true });
    disposeNetwork(network);
  },
);

test.each(['mobilenet-imagenet', 'mobilenet-v2-imagenet', 'resnet-18-imagenet', 'resnet-50-imagenet'] as const)(
  '%s: every phase stays within the budget, in parts, whatever the preset',
  (name) => {
    const network = builders[name](new Random(1));
    for (const preset of ['quick', 'balanced', 'paper'] as const) {
      const { use } = planned(network, preset);
      for (const { bytes } of use.phases) expect(bytes).toBeLessThanOrEqual(memoryBudget);
      expect(use.trainingPart).toBeLessThan(use.batchSize);
      expect(use.trainingPart).toBeGreaterThanOrEqual(1);
      const batch = `training batches of ${presetRecipe(preset).batchSize} in parts of \\d+`;
      expect(tellMemory(use)).toMatch(new RegExp(`^[\\d.]+ GiB of 3.0 GiB: ${batch}; \\d+ samples in parts of`));
    }
    disposeNetwork(network);
  },
);

test('less memory never means larger parts, and where single images do not fit a run ends in numbers before it starts', async () => {
  const network = vgg('large', { blocks: [[8, 16], [16]], classes: 4, inputShape: [48, 48, 3] }, new Random(1));
  const parts: number[][] = [];
  let refusal: unknown;
  for (let budget = memoryBudget; refusal === undefined; budget = 0.8 * budget)
    try {
      const { use } = planned(network, 'balanced', budget);
      for (const { bytes } of use.phases) expect(bytes).toBeLessThanOrEqual(budget);
      parts.push([use.evaluationBatch, use.trainingPart, use.selectionPart ?? 0]);
    } catch (error) {
      refusal = error;
    }
  for (const [index, sizes] of parts.slice(1).entries())
    for (const [which, size] of sizes.entries()) expect(size).toBeLessThanOrEqual(parts[index]![which]!);
  expect(Math.min(...parts.at(-1)!)).toBeLessThan(64);
  expect(refusal).toBeInstanceOf(InputError);
  expect(String(refusal)).toMatch(
    /takes \d+ MiB (of memory|even with one image at a time), and there are \d+ MiB;.* choose (a smaller batch size|smaller)/,
  );
  expect(() => planned(network, 'balanced', 2 ** 26)).toThrow(
    /"large" takes \d+ MiB even with one image at a time, and there are \d+ MiB; layer ".+" takes most of it; choose smaller images or a smaller network/,
  );
  const tensors = tf.memory().numTensors;
  const run = prune(network, colourDataset(4, 64, 8), recipeOf({}), { budget: 2 ** 26 });
  await expect(run.next()).rejects.toThrow(InputError);
  expect(tf.memory().numTensors).toBe(tensors);
  expect(() => inferenceBatch(network, 250, 2 ** 26)).toThrow(InputError);
  disposeNetwork(network);
});

const grouped = () =>
  new NetworkBuilder([8, 8, 3])
    .convBatchNormRelu(1, 4)
    .append('conv2', 'Conv2D', { filters: 4, kernel_size: [3, 3], padding: 'same', groups: 2, activation: 'relu' })
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: 4 })
    .build('grouped', new Random(2));

/** The selection, told whole, and the pruned network's kernels. */
async function selected(network: Network, budget: number) {
  const [, size = 0] = outputShapes(network).get(network.input)!;
  const recipe = recipeOf({
    ...{ samples: 40, batchSize: 16, losses: 1, auxiliaryEpochs: 0, fineTuningEpochs: 1, streams: 'pruned' },
  });
  const before = tf.memory().numTensors;
  const run = prune(network, colourDataset(4, size, 60), recipe, { budget });
  const events: RunEvent[] = [];
  let next = await run.next();
  for (; !next.done; next = await run.next()) events.push(next.value);
  if (next.value) disposeNetwork(next.value);
  expect(tf.memory().numTensors).toBe(before);
  return {
    use: events.flatMap((event) => (event.type === 'memory' ? [event.use] : []))[0]!,
    steps: events.flatMap((event) =>
      event.type === 'selection'
        ? [{ chosen: event.chosen, scores: decodeScores(event.scores ?? ''), joint: event.joint ?? Number.NaN }]
        : [],
    ),
  };
}

test.each([
  ['a plain network', () => vgg('v', { blocks: [[6, 8], [8]], classes: 4, inputShape: [16, 16, 3] }, new Random(2))],
  ['residual streams', residual],
  ['a convolution in groups', grouped],
] as const)('%s: a run with little memory selects what one with much does', async (_, build) => {
  const network = build();
  const whole = await selected(network, memoryBudget);
  expect(whole.use).toMatchObject({ selectionPart: 16, recomputed: [] });
  let recomputed = 0;
  for (let room = 6 * 2 ** 20; room >= 2 ** 15; room /= 2.2) {
    let tight: Awaited<ReturnType<typeof selected>>;
    try {
      tight = await selected(network, 96 * 2 ** 20 + room);
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
      break;
    }
    recomputed = Math.max(recomputed, tight.use.recomputed.length);
    expect(tight.steps.map(({ chosen }) => chosen)).toEqual(whole.steps.map(({ chosen }) => chosen));
    for (const [index, { scores, joint }] of tight.steps.entries()) {
      const expected = whole.steps[index]!;
      expect(Math.abs(joint / expected.joint - 1)).toBeLessThan(1e-4);
      const largest = Math.max(...expected.scores);
      for (const [channel, score] of scores.entries())
        expect(Math.abs(score - expected.scores[channel]!) / largest).toBeLessThan(1e-4);
    }
  }
  expect(recomputed).toBeGreaterThan(0);
  disposeNetwork(network);
});
