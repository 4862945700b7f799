import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { prunableGroups } from '../channels/prunableGroups';
import { mask } from '../channels/surgery';
import { proceed } from '../checkpoint';
import { memoryBudget } from '../memory/budget';
import { predict } from '../network/execute';
import { cloneNetwork, disposeNetwork, type Network } from '../network/network';
import { NetworkBuilder, weightShapes } from '../network/networkBuilder';
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
  'residual, batch-normalised': () =>
    finish(
      start()
        .convBatchNormRelu('a', 8)
        .convBatchNorm('b', 6)
        .append('sum', 'Add', {}, ['relu1', 'bnb'])
        .append('relu', 'ReLU')
        .convBatchNormRelu('c', 7, { stride: 2 }),
    ),
  'concatenating, batch-normalised': () =>
    finish(
      start()
        .convBatchNormRelu('left', 4)
        .convBatchNormRelu('right', 5, { inputs: ['relu1'] })
        .append('joined', 'Concatenate', {}, ['relu1', 'reluleft', 'reluright'])
        .convBatchNormRelu('after', 6),
    ),
  separable: () => finish(start().append('sep', 'SeparableConv2D', { ...block, filters: 6, depth_multiplier: 2 })),
};

const images = normals(new Random(1), 5 * 8 * 8 * 3);

type Method = (typeof methods)[number];

type Numbers = ReadonlyMap<string, readonly number[]>;

const numbersOf = ({ weights }: Network): Numbers =>
  new Map([...weights].map(([key, tensor]) => [key, [...tensor.dataSync()]]));

interface Asked {
  readonly rate?: number;
  readonly byHand?: ByHand;
  readonly epochs?: number;
}

/** What a method makes of a network, and what fine-tuning for so many epochs makes of that. */
async function pruned(method: Method, network: Network, { rate = 0.4, byHand = {}, epochs = 0 }: Asked = {}) {
  const recipe = recipeOf({
    ...{ rate, byHand, streams: 'pruned', samples: 24, batchSize: 12, losses: 1, epsilon: 0.05 },
    ...{ auxiliaryEpochs: 1, fineTuningEpochs: epochs, learningRate: 0.1, distillation: 0, method: method.id },
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
    const start = run.startOf(cut);
    const [selected, before] = [numbersOf(cut), numbersOf(start)];
    const steps: number[] = [];
    const tuning = run.fineTune(start);
    let trained = await tuning.next();
    for (; !trained.done; trained = await tuning.next())
      if (trained.value.type === 'training') steps.push(trained.value.step);
    const { training = {} } = pruning.outline;
    return {
      ...{ scope, training, outcomes: run.outcomes, sparseLayers: run.sparseLayers.told },
      ...{ keepsToRates: method.keepsToRates(recipe.method), shapes: weightShapes(start.layers) },
      ...{ selected, before, after: numbersOf(start), steps, stopped: trained.value },
    };
  } finally {
    await run.dispose();
  }
}

type Pruned = Awaited<ReturnType<typeof pruned>>;

/** Places of the kernels in [..., c, n], or of the single weights, that are zero; a dense layer reads images pixel by pixel. */
function zeroUnits(values: readonly number[], units: number): number[] {
  const others = new Set(values.flatMap((value, at) => (value === 0 ? [] : [at % units])));
  return [...Array(units).keys()].filter((unit) => !others.has(unit));
}

/** Of every layer that reads a group, so many kernels or weights are zero, and stay so. */
function expectThinned({ scope, sparseLayers, selected, after, shapes }: Pruned, rate: number): void {
  const readers = scope.prunedGroups.flatMap(({ readers, group }) => readers.map(({ layer }) => ({ layer, group })));
  expect(sparseLayers.map(({ layer }) => layer)).toEqual(readers.map(({ layer }) => layer));
  for (const [at, { layer, unit, units, kept }] of sparseLayers.entries()) {
    const key = [...shapes.keys()].find((each) => each.startsWith(`${layer}/`) && /\/(pointwise_)?kernel$/.test(each))!;
    const [shape, values] = [shapes.get(key)!, selected.get(key)!];
    const [inputs, outputs] = shape.slice(-2) as [number, number];
    const pairs = outputs * (shape.length === 2 ? readers[at]!.group.channels : inputs);
    expect([layer, units]).toEqual([layer, unit === 'kernel' ? pairs : values.length]);
    expect([layer, kept]).toEqual([layer, units - Math.floor(rate * units)]);
    const zeros = zeroUnits(values, units);
    expect([layer, zeros.length]).toEqual([layer, units - kept]);
    expect([layer, zeroUnits(after.get(key)!, units)]).toEqual([layer, zeros]);
  }
}

/** The last training has moved kernels, from fresh ones if the method asks for that, unless it only worsened the network. */
function expectTrained({ training, selected, before, after, steps, stopped }: Pruned): void {
  const kernels = [...selected.keys()].filter((key) => key.endsWith('kernel'));
  for (const key of kernels) {
    const differs = (one: Numbers, other: Numbers) => one.get(key)!.some((value, at) => value !== other.get(key)![at]);
    expect([key, differs(selected, before)]).toEqual([key, training.isFresh ?? false]);
    expect([key, differs(before, after)]).toEqual([key, stopped === undefined]);
  }
  expect(steps.at(-1)).toBe(5);
}

/** Networks that a method says it cannot prune: slimming asks for batch norms behind every layer. */
const refused: Readonly<Record<string, readonly string[]>> = {
  slimming: ['residual', 'dense', 'concatenating', 'gated', 'grouped', 'ResNeXt-like', 'separable'],
};

const isRefused = (method: string, network: string): boolean => refused[method]?.includes(network) ?? false;

describe.each(methods.map((method) => [method.id, method] as const))('%s', (_, method) => {
  test.each(Object.entries(networks))(
    'on a %s network keeps as much as asked for, cuts to what it masked, is fine-tuned, and leaves nothing behind',
    async (name, build) => {
      const network = build();
      if (isRefused(method.id, name)) {
        await expect(pruned(method, network)).rejects.toMatchObject({ code: 'slimming.scales' });
        return disposeNetwork(network);
      }
      const before = tf.memory().numTensors;
      const made = await pruned(method, network, { epochs: 1 });
      const { scope, outcomes, training, keepsToRates } = made;
      const { isSparse = false } = training;
      expect(isSparse).toBe(['dkp', 'surgery'].includes(method.id));
      expect(training.isFresh ?? false).toBe(['wm', 'wm-plus'].includes(method.id));
      expect(keepsToRates).toBe(!method.choosesWidths && !isSparse);
      expect(outcomes.some(({ kept, channels }) => kept.length < channels)).toBe(!isSparse);
      for (const { name, channels, kept } of outcomes) {
        expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
        expect(kept.every((channel) => channel >= 0 && channel < channels)).toBe(true);
        const asked = isSparse ? channels : scope.counts.get(name);
        if (!method.choosesWidths) expect([name, kept.length]).toEqual([name, asked]);
      }
      if (isSparse) expectThinned(made, 0.4);
      else expect(made.sparseLayers).toEqual([]);
      expectTrained(made);
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
        await expect(pruned(method, network, { byHand })).rejects.toMatchObject({ code: 'recipe.by-hand-method' });
        return disposeNetwork(network);
      }
      const before = tf.memory().numTensors;
      const { outcomes, scope } = await pruned(method, network, { byHand });
      for (const { name, channels, kept } of outcomes) {
        expect([kept.includes(channels - 1), kept.includes(0)]).toEqual([true, false]);
        if (!method.choosesWidths) expect([name, kept.length]).toEqual([name, scope.counts.get(name)]);
      }
      expect(tf.memory().numTensors).toBe(before);
      disposeNetwork(network);
    },
  );

  test.skipIf(method.choosesWidths)('at a rate of 0 keeps every channel', async () => {
    const network = networks.plain!();
    const before = tf.memory().numTensors;
    const { outcomes } = await pruned(method, network, { rate: 0 });
    expect(outcomes.map(({ channels, kept }) => channels - kept.length)).toEqual([0, 0]);
    expect(tf.memory().numTensors).toBe(before);
    disposeNetwork(network);
  });
});
