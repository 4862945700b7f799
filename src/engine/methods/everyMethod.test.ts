import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { prunableGroups } from '../channels/prunableGroups';
import { mask } from '../channels/surgery';
import { proceed } from '../checkpoint';
import { InputError } from '../errors';
import { memoryBudget } from '../memory/budget';
import { predict } from '../network/execute';
import { cloneNetwork, disposeNetwork, type Network } from '../network/network';
import { NetworkBuilder } from '../network/networkBuilder';
import { Random } from '../random';
import type { ByHand } from '../recipe/byHand';
import { Run } from '../run/run';
import { scopeOf } from '../run/scope';
import { colourDataset } from '../testing/fixtures';
import { unsettle } from '../testing/networks';
import { expectClose, normals } from '../testing/numbers';
import { methods } from '.';
import { recipeOf } from './recipe';

beforeAll(() => chooseBackend(['wasm']));

const dataset = colourDataset(4, 8, 60);
const start = () => new NetworkBuilder([8, 8, 3]).convBatchNormRelu(1, 6);
const finish = (chain: NetworkBuilder): Network => {
  const ended = chain.append('gap', 'GlobalAveragePooling2D').append('classes', 'Dense', { units: 4 });
  return unsettle(ended.build('small', new Random(4)), 5);
};
const block = { kernel_size: [3, 3], padding: 'same', activation: 'relu' };

/** A network for each way in which channels are grouped. */
const networks: Readonly<Record<string, () => Network>> = {
  plain: () => finish(start().convBatchNormRelu(2, 8)),
  residual: () =>
    finish(
      start()
        .append('a', 'Conv2D', { ...block, filters: 8 })
        .append('b', 'Conv2D', { ...block, filters: 6, activation: null })
        .append('sum', 'Add', {}, ['relu1', 'b'])
        .append('relu', 'ReLU')
        .append('c', 'Conv2D', { ...block, filters: 7, strides: [2, 2] }),
    ),
  depthwise: () => finish(start().depthwiseBatchNormRelu('d', 2).convBatchNormRelu(2, 8, { kernel: 1 })),
  dense: () =>
    start()
      .append('pool', 'MaxPooling2D', { pool_size: [4, 4] })
      .append('flat', 'Flatten')
      .append('hidden', 'Dense', { units: 8, activation: 'relu' })
      .append('classes', 'Dense', { units: 4 })
      .build('dense', new Random(4)),
  concatenating: () =>
    finish(
      start()
        .append('left', 'Conv2D', { ...block, filters: 4 })
        .append('right', 'Conv2D', { ...block, filters: 5 }, ['relu1'])
        .append('joined', 'Concatenate', {}, ['relu1', 'left', 'right'])
        .append('after', 'Conv2D', { ...block, filters: 6 }),
    ),
  gated: () => finish(start().squeezeExcite('a', 6, 2).convBatchNormRelu(2, 8)),
  grouped: () =>
    finish(
      start()
        .append('g', 'Conv2D', { ...block, filters: 8, groups: 2 })
        .append('out', 'Conv2D', { ...block, filters: 6, kernel_size: [1, 1] }),
    ),
  'ResNeXt-like': () =>
    finish(
      start()
        .convBatchNormRelu('a', 8, { kernel: 1 })
        .append('g', 'Conv2D', { ...block, filters: 12, groups: 4, activation: null, use_bias: false })
        .append('bng', 'BatchNormalization')
        .append('relug', 'ReLU')
        .convBatchNorm('b', 6, { kernel: 1 })
        .append('sum', 'Add', {}, ['relu1', 'bnb'])
        .append('relu', 'ReLU')
        .append('c', 'Conv2D', { ...block, filters: 8, groups: 2 }),
    ),
  separable: () => finish(start().append('sep', 'SeparableConv2D', { ...block, filters: 6, depth_multiplier: 2 })),
};

const images = normals(new Random(1), 5 * 8 * 8 * 3);

/** What a method makes of a network, and how many channels each group was to keep and keeps. */
async function pruned(method: (typeof methods)[number], network: Network, rate = 0.4, byHand: ByHand = {}) {
  const recipe = recipeOf({
    ...{ rate, byHand, streams: 'pruned', samples: 24, batchSize: 12, losses: 1, epsilon: 0.05 },
    ...{ auxiliaryEpochs: 1, fineTuningEpochs: 1, method: method.id },
  });
  const scope = scopeOf(network, dataset, recipe, method.choosesWidths, memoryBudget);
  const pruning = await method.prepare(scope, recipe.method);
  const run = new Run(scope, pruning.outline, proceed);
  try {
    const plan = pruning.plan(run);
    let next = await plan.next();
    while (!next.done) next = await plan.next();
    const masked = run.own(cloneNetwork(next.value.network));
    mask(masked, run.keptByGroup);
    const cut = await run.cut(next.value.network);
    tf.tidy(() => {
      const batch = tf.tensor4d(images, [5, 8, 8, 3]);
      expectClose(predict(cut, batch), predict(masked, batch), 1e-4);
    });
    const keepsToRates = method.keepsToRates(recipe.method);
    return {
      keepsToRates,
      outcomes: run.outcomes,
      counts: scope.counts,
      isSparse: pruning.outline.training?.isSparse ?? false,
    };
  } finally {
    await run.dispose();
  }
}

/** Networks that a method says it cannot prune: slimming asks for batch norms behind every layer. */
const refused: Readonly<Record<string, readonly string[]>> = {
  slimming: ['residual', 'dense', 'concatenating', 'gated', 'grouped', 'ResNeXt-like', 'separable'],
};

const isRefused = (method: string, network: string): boolean => refused[method]?.includes(network) ?? false;

describe.each(methods.map((method) => [method.id, method] as const))('%s', (_, method) => {
  test.each(Object.entries(networks))(
    'on a %s network keeps as many channels as asked for, cuts to what it masked, and leaves nothing behind',
    async (name, build) => {
      const network = build();
      if (isRefused(method.id, name)) {
        await expect(pruned(method, network)).rejects.toThrow(InputError);
        return disposeNetwork(network);
      }
      const before = tf.memory().numTensors;
      const { outcomes, counts, isSparse, keepsToRates } = await pruned(method, network);
      expect(keepsToRates).toBe(!method.choosesWidths && !isSparse);
      expect(outcomes.some(({ kept, channels }) => kept.length < channels)).toBe(!isSparse);
      for (const { name, channels, kept } of outcomes) {
        expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
        expect(kept.every((channel) => channel >= 0 && channel < channels)).toBe(true);
        const asked = isSparse ? channels : counts.get(name);
        if (!method.choosesWidths) expect([name, kept.length]).toEqual([name, asked]);
      }
      expect(tf.memory().numTensors).toBe(before);
      disposeNetwork(network);
    },
  );

  test.each(Object.entries(networks))(
    'on a %s network keeps and removes what is decided by hand',
    async (name, build) => {
      const network = build();
      const byHand = Object.fromEntries(
        prunableGroups(network, 'pruned').map(({ id, group }) => [id, { keep: [group.channels - 1], remove: [0] }]),
      );
      if (isRefused(method.id, name)) return disposeNetwork(network);
      if (['dkp', 'surgery'].includes(method.id)) {
        await expect(pruned(method, network, 0.4, byHand)).rejects.toMatchObject({ code: 'recipe.by-hand-method' });
        return disposeNetwork(network);
      }
      const before = tf.memory().numTensors;
      const { outcomes, counts } = await pruned(method, network, 0.4, byHand);
      for (const { name, channels, kept } of outcomes) {
        expect([kept.includes(channels - 1), kept.includes(0)]).toEqual([true, false]);
        if (!method.choosesWidths) expect([name, kept.length]).toEqual([name, counts.get(name)]);
      }
      expect(tf.memory().numTensors).toBe(before);
      disposeNetwork(network);
    },
  );

  test.skipIf(method.choosesWidths)('at a rate of 0 keeps every channel', async () => {
    const network = networks.plain!();
    const before = tf.memory().numTensors;
    const { outcomes } = await pruned(method, network, 0);
    expect(outcomes.map(({ channels, kept }) => channels - kept.length)).toEqual([0, 0]);
    expect(tf.memory().numTensors).toBe(before);
    disposeNetwork(network);
  });
});
