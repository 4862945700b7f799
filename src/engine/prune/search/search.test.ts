import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../../backend/chooseBackend';
import { prunableGroups } from '../../channels/prunableGroups';
import { defineMethod } from '../../methods/method';
import { type RecipeValues, recipeOf } from '../../methods/recipe';
import { vgg } from '../../models/vgg';
import { costOf } from '../../network/cost';
import { cloneNetwork, disposeNetwork, type Network, replaceWeight, weightOf } from '../../network/network';
import { Random } from '../../random';
import type { LoggedRecipe } from '../../recipe/common';
import type { LayerOutcome, RunEvent } from '../../run/events';
import { splitOf } from '../../run/scope';
import { colourDataset } from '../../testing/fixtures';
import { residual } from '../../testing/networks';
import { toyMethod } from '../../testing/toyMethod';
import { evaluate } from '../../train/evaluate';
import { fineTuning } from '../../train/fineTune';
import { accuracyWithInterval } from '../../train/wilson';
import { costOfCounts } from '../../widths/costOfCounts';
import { prune } from '../prune';

const dataset = colourDataset(3, 8, 300);
const values = { samples: 30, losses: 1, batchSize: 20, learningRate: 0.02, fineTuningEpochs: 1 } as const;

/** Tells the colours apart. */
let network: Network;

beforeAll(async () => {
  await chooseBackend(['wasm']);
  network = vgg('tiny', { blocks: [[8, 12], [12]], classes: 3, inputShape: [8, 8, 3] }, new Random(2));
  for await (const _ of fineTuning({ network, heads: [] }, dataset, recipeOf(values), 4, new Random(3)));
  expect(await evaluate(network, dataset, dataset.test)).toBeGreaterThan(0.9);
});

afterAll(() => disposeNetwork(network));

/** As the toy method, but what it makes tells no classes apart. */
const forgetfulMethod = defineMethod({
  id: 'forgetful',
  fields: {},
  prepare: async (scope) => {
    const { outline, plan } = await toyMethod.prepare(scope, { from: 0 });
    return {
      outline,
      async *plan(run) {
        const made = yield* plan(run);
        const kernel = weightOf(made.network, 'classes', 'kernel');
        replaceWeight(made.network, 'classes/kernel', tf.zerosLike(kernel));
        return made;
      },
    };
  },
});

const ownMethods = [toyMethod, forgetfulMethod];

const toy = (change: RecipeValues): LoggedRecipe => ({ ...recipeOf({ ...values, ...change }), method: { id: 'toy' } });

/** A whole run on a copy of the network; as many tensors are alive after it as before, but for the result's. */
async function run(recipe: LoggedRecipe, open = cloneNetwork(network), images = dataset) {
  const before = tf.memory().numTensors;
  const generator = prune(
    open,
    images,
    recipe,
    ownMethods.some(({ id }) => id === recipe.method.id) ? { methods: ownMethods } : {},
  );
  const events: RunEvent[] = [];
  let next = await generator.next();
  for (; !next.done; next = await generator.next()) events.push(next.value);
  const report = of(events, 'finished')[0]?.report;
  if (!next.value || !report) throw new Error('no result');
  const cost = costOf(next.value);
  disposeNetwork(next.value);
  expect(tf.memory().numTensors).toBe(before);
  disposeNetwork(open);
  expect(JSON.parse(JSON.stringify(events))).toEqual(events);
  expect(Object.fromEntries(report.layers.map(({ name, kept }) => [name, kept.length]))).toEqual(
    of(events, 'widths').at(-1)?.counts,
  );
  return { events, report, cost };
}

const of = <Type extends RunEvent['type']>(events: readonly RunEvent[], type: Type) =>
  events.filter((event): event is Extract<RunEvent, { type: Type }> => event.type === type);

/** What the network would cost with one more channel in a group. */
function costWithOneMore(layers: readonly LayerOutcome[], name: string) {
  const counts = new Map(layers.map((layer) => [layer.name, layer.kept.length + (layer.name === name ? 1 : 0)]));
  return costOfCounts(network, prunableGroups(network)).costAt(counts);
}

/** What the network is right on of the images that a search judges by. */
async function openedAccuracy() {
  const { validation } = splitOf(dataset, recipeOf(values));
  return accuracyWithInterval(await evaluate(network, dataset, validation), validation.labels.length);
}

test.each(['params', 'flops', 'bytes'] as const)(
  'at most so many %s: met, by as few cuts as it takes',
  async (kind) => {
    const whole = costOf(network)[kind];
    let last = whole;
    for (const share of [0.9, 0.4, 0.15]) {
      const most = Math.round(share * whole);
      const { events, report, cost } = await run(toy({ target: { kind, most }, fineTuningEpochs: 0 }));
      expect(report.search).toEqual({ tried: 1, kept: 1, isMet: true });
      expect(cost[kind]).toBeLessThanOrEqual(Math.min(most, last));
      const wider = report.layers.filter(({ channels, kept }) => kept.length < channels);
      expect(wider.some(({ name }) => costWithOneMore(report.layers, name)[kind] > most)).toBe(true);
      expect(of(events, 'sensitivity').map(({ layer }) => layer)).toEqual(['conv2', 'conv3', 'classes']);
      last = cost[kind];
    }
  },
);

test('widths are multiples where that is asked for', async () => {
  const most = Math.round(0.4 * costOf(network).flops);
  const { report } = await run(toy({ target: { kind: 'flops', most }, widthMultiple: 4, fineTuningEpochs: 0 }));
  expect(report.pruned.flops).toBeLessThanOrEqual(most);
  for (const { kept } of report.layers) expect(kept.length % 4).toBe(0);
});

test('a size that cannot be had is refused before anything is done, with the least that can be', async () => {
  const open = cloneNetwork(network);
  const generator = prune(open, dataset, toy({ target: { kind: 'params', most: 10 } }), { methods: [toyMethod] });
  await expect(generator.next()).rejects.toThrow(/cannot be cut to 10 parameters: the least that can be had is \d+;/);
  disposeNetwork(open);
});

test('a size that the network has already leaves it as it is', async () => {
  const { cost } = await run(toy({ target: { kind: 'params', most: 1e9 } }));
  expect(cost).toEqual(costOf(network));
});

test('at most so many points lost: the smallest of the networks tried that keeps within them', async () => {
  const { events, report } = await run(toy({ target: { kind: 'lose', points: 5 }, tries: 4 }));
  const tries = of(events, 'try');
  expect(tries.length).toBeGreaterThan(1);
  const met = tries.filter(({ isMet }) => isMet);
  for (const { gap, isMet, images } of tries) {
    expect(isMet).toBe(100 * gap.gap <= 5);
    expect(images).toBe(30);
  }
  const smallest = met.toSorted((a, b) => a.flops - b.flops)[0];
  const opened = await openedAccuracy();
  expect(report.search).toEqual({ tried: tries.length, kept: smallest?.number, isMet: true, images: 30, opened });
  expect(report.pruned).toMatchObject({ flops: smallest?.flops, params: smallest?.params });
  expect(of(events, 'measured').map(({ which }) => which)).toEqual(['baseline', 'selected', 'pruned']);
});

test('points that no network keeps within: told, with the one that loses least', async () => {
  const forgetful = toy({ target: { kind: 'lose', points: 1 }, tries: 3, fineTuningEpochs: 0 });
  const { events, report } = await run({ ...forgetful, method: { id: 'forgetful' } });
  const tries = of(events, 'try');
  expect(tries).toHaveLength(3);
  const least = tries.toSorted((a, b) => a.gap.gap - b.gap.gap)[0];
  expect(least?.gap.gap).toBeGreaterThan(0.01);
  const opened = await openedAccuracy();
  expect(report.search).toEqual({ tried: 3, kept: least?.number, isMet: false, images: 30, opened });
  expect(report.pruned.flops).toBe(least?.flops);
});

test('a search by DCP: its progress never falls below none, and ends at all', async () => {
  const { events } = await run(recipeOf({ ...values, target: { kind: 'lose', points: 5 }, tries: 2 }));
  const shares = of(events, 'progress').map(({ done, total }) => done / total);
  for (const share of shares) expect(share >= 0 && share <= 1).toBe(true);
  expect(shares.at(-1)).toBe(1);
});

test('cancelled anywhere a search leaves nothing behind', async () => {
  const open = cloneNetwork(network);
  const before = tf.memory().numTensors;
  const recipe = toy({ target: { kind: 'lose', points: 1 }, tries: 3 });
  for (let pulls = 1, isOver = false; !isOver; pulls += 7) {
    const generator = prune(open, dataset, recipe, { methods: [toyMethod] });
    for (let pull = 0; pull < pulls && !isOver; pull++) {
      const next = await generator.next();
      isOver = next.done === true;
      if (next.done && next.value) disposeNetwork(next.value);
    }
    await generator.return(undefined);
    expect(tf.memory().numTensors).toBe(before);
  }
  disposeNetwork(open);
});

test('a time that nothing meets is refused, and one that the network meets leaves it whole', async () => {
  const slow = toy({ target: { kind: 'latency', milliseconds: 1e-3, batch: 1 }, fineTuningEpochs: 0 });
  await expect(run(slow)).rejects.toThrow(/cannot be cut to 0.001 ms for 1 images|no faster here/);
  const { cost } = await run(toy({ target: { kind: 'latency', milliseconds: 1e5, batch: 32 }, fineTuningEpochs: 0 }));
  expect(cost).toEqual(costOf(network));
});

test('a method that finds widths itself takes no target', async () => {
  const open = cloneNetwork(network);
  const recipe = recipeOf({ method: 'dcp-adapt', target: { kind: 'lose', points: 1 } });
  await expect(prune(open, dataset, recipe).next()).rejects.toThrow(
    'dcp-adapt finds widths itself and reaches no target',
  );
  disposeNetwork(open);
});

test('a residual network, its stream a group of its own, by DCP to a size', async () => {
  const open = residual();
  const images = { ...colourDataset(4, 8, 120) };
  const most = Math.round(0.5 * costOf(open).flops);
  const recipe = recipeOf({ ...values, streams: 'pruned', target: { kind: 'flops', most } });
  const { report, events } = await run(recipe, open, images);
  expect(report.pruned.flops).toBeLessThanOrEqual(most);
  expect(of(events, 'sensitivity').map(({ layer }) => layer)).toEqual(['b', 'stream:stem', 'classes']);
});
