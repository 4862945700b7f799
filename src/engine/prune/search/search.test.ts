import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../../backend/chooseBackend';
import { InputError } from '../../errors';
import { methods } from '../../methods';
import { type RecipeValues, recipeOf } from '../../methods/recipe';
import { vgg } from '../../models/vgg';
import { costOf } from '../../network/cost';
import { disposeNetwork, type Network } from '../../network/network';
import { Random } from '../../random';
import type { RunEvent } from '../../run/events';
import { colourDataset } from '../../testing/fixtures';
import { residual } from '../../testing/networks';
import { toyMethod } from '../../testing/toyMethod';
import { trained } from '../../testing/trained';
import { prune } from '../prune';

beforeAll(() => chooseBackend(['wasm']));

const dataset = colourDataset(3, 8, 150);

const tiny = () =>
  vgg('tiny', { blocks: [[8, 12], [12]], classes: 3, inputShape: [8, 8, 3] }, new Random(2));

async function run(change: RecipeValues, open: Network, images = dataset, known = [...methods, toyMethod]) {
  const recipe = recipeOf({ samples: 30, losses: 1, batchSize: 20, learningRate: 0.02, fineTuningEpochs: 1, ...change });
  const asToy = { ...recipe, method: { id: 'toy' } };
  const generator = prune(open, images, asToy, { methods: known });
  const events: RunEvent[] = [];
  let next = await generator.next();
  for (; !next.done; next = await generator.next()) events.push(next.value);
  const report = events.find((event) => event.type === 'finished')?.report;
  if (!next.value || !report) throw new Error('no result');
  return { events, report, pruned: next.value };
}

const of = <Type extends RunEvent['type']>(events: readonly RunEvent[], type: Type) =>
  events.filter((event): event is Extract<RunEvent, { type: Type }> => event.type === type);

test.each(['params', 'flops', 'bytes'] as const)('at most so many %s: met, by widths of its own, in one run', async (kind) => {
  const open = tiny();
  const before = tf.memory().numTensors;
  const whole = costOf(open)[kind];
  for (const share of [0.9, 0.4, 0.15]) {
    const { events, report, pruned } = await run({ target: { kind, most: share * whole }, fineTuningEpochs: 0 }, open);
    expect(report.search).toEqual({ tried: 1, kept: 1, isMet: true });
    expect(costOf(pruned)[kind]).toBeLessThanOrEqual(share * whole);
    expect(costOf(pruned)[kind]).toBeGreaterThan(0.7 * share * whole);
    const [{ counts } = { counts: {} }] = of(events, 'widths');
    expect(Object.fromEntries(report.layers.map(({ name, kept }) => [name, kept.length]))).toEqual(counts);
    expect(of(events, 'sensitivity').map(({ layer }) => layer)).toEqual(report.layers.map(({ name }) => name));
    expect(JSON.parse(JSON.stringify(events))).toEqual(events);
    disposeNetwork(pruned);
  }
  disposeNetwork(open);
  expect(tf.memory().numTensors).toBe(before - [...open.weights].length - before + tf.memory().numTensors);
});
