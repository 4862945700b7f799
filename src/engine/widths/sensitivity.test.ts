import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { proceed } from '../checkpoint';
import { disposeProblem, layerProblem } from '../layerwise/layerProblem';
import { SelectionSamples } from '../layerwise/samples';
import { memoryBudget } from '../memory/budget';
import { recipeOf } from '../methods/recipe';
import { disposeNetwork, type Network, replaceWeight, weightOf } from '../network/network';
import { NetworkBuilder } from '../network/networkBuilder';
import { Random } from '../random';
import type { RunEvent } from '../run/events';
import { scopeOf } from '../run/scope';
import { colourDataset } from '../testing/fixtures';
import { flattened, residual, unsettle } from '../testing/networks';
import { evaluate } from '../train/evaluate';
import type { LossCurve } from './curve';
import { measureCurves } from './measureCurves';
import { PlainReader } from './plainReader';
import { close, rough } from './sensitivity';

let network: Network;

beforeAll(() => chooseBackend(['wasm']));
afterEach(() => disposeNetwork(network));

type Told = Extract<RunEvent, { type: 'sensitivity' }>;

/** The curves of the network's groups; nothing but the network is left behind. @param told gets the events of curves */
async function curvesOf(
  change: Parameters<typeof recipeOf>[0] = {},
  told: Told[] = [],
  closeness = close,
): Promise<LossCurve[]> {
  const before = tf.memory().numTensors;
  const events = measureCurves(network, colourDataset(4, 8, 200), recipeOf(change), proceed, closeness);
  let next = await events.next();
  for (; !next.done; next = await events.next()) if (next.value.type === 'sensitivity') told.push(next.value);
  expect(tf.memory().numTensors).toBe(before);
  return next.value;
}

const lossWith = (curves: readonly LossCurve[], id: string, count: number): number | undefined => {
  const curve = curves.find((one) => one.id === id);
  return curve?.loss[curve.kept.indexOf(count)];
};

test('a channel that is a copy of another costs nothing: its reader makes up for it', async () => {
  network = residual();
  const kernel = weightOf(network, 'a', 'kernel');
  const bias = weightOf(network, 'a', 'bias');
  const copied = [0, 1, 2, 3, 4, 4, 6, 7];
  replaceWeight(
    network,
    'a/kernel',
    tf.tidy(() => tf.mul(tf.gather(kernel, copied, 3), 1)),
  );
  replaceWeight(
    network,
    'a/bias',
    tf.tidy(() => tf.gather(bias, copied)),
  );
  const told: Told[] = [];
  const curves = await curvesOf({}, told);
  expect(curves.map(({ id, channels }) => [id, channels])).toEqual([
    ['b', 8],
    ['classes', 6],
  ]);
  expect(lossWith(curves, 'b', 7)).toBeLessThan(1e-6);
  expect(lossWith(curves, 'b', 4)).toBeGreaterThan(1e-4);
  const { dataset, validation } = scopeOf(network, colourDataset(4, 8, 200), recipeOf({}), false, memoryBudget);
  const whole = await evaluate(network, dataset, validation);
  const [first] = told;
  expect(first?.validation).toMatchObject({ images: validation.labels.length, whole });
  expect(first?.validation?.accuracy[first.kept.indexOf(7)]).toBe(whole);
});

test('of a convolution in groups each keeps as many, and a copy within a group costs nothing', async () => {
  network = unsettle(
    new NetworkBuilder([8, 8, 3])
      .append('made', 'Conv2D', { filters: 8, kernel_size: [3, 3], activation: 'relu' })
      .append('grouped', 'Conv2D', { filters: 6, kernel_size: [3, 3], groups: 2, activation: 'relu' })
      .append('gap', 'GlobalAveragePooling2D')
      .append('classes', 'Dense', { units: 4 })
      .build('grouped', new Random(2)),
    3,
  );
  const copied = [0, 0, 2, 3, 4, 5, 6, 6];
  for (const name of ['kernel', 'bias']) {
    const weight = weightOf(network, 'made', name);
    replaceWeight(
      network,
      `made/${name}`,
      tf.tidy(() => tf.mul(tf.gather(weight, copied, -1), 1)),
    );
  }
  const curves = await curvesOf({});
  expect(curves.map(({ id, kept }) => [id, kept])).toEqual([
    ['grouped', [2, 4, 6]],
    ['classes', [2, 4]],
  ]);
  const [without, fewer] = [6, 4].map((count) => lossWith(curves, 'grouped', count) ?? Number.NaN);
  expect(without).toBeLessThan(0.01 * (fewer ?? 0));
});

test('curves fall as channels come, in groups that several layers read as well', async () => {
  network = residual();
  const curves = await curvesOf({ streams: 'pruned' });
  expect(curves.map(({ id }) => id)).toEqual(['b', 'stream:stem', 'classes']);
  for (const { loss } of curves) {
    expect(loss.every((nats) => nats > -1e-6)).toBe(true);
    expect(loss.at(-1)).toBeLessThan(0.5 * (loss[0] ?? 0));
  }
});

test('rough curves are of fewer images and widths, and say so', async () => {
  network = residual();
  const [roughly, closely]: [Told[], Told[]] = [[], []];
  await curvesOf({}, roughly, rough);
  await curvesOf({}, closely);
  expect(roughly.map(({ layer }) => layer)).toEqual(closely.map(({ layer }) => layer));
  expect(roughly[0]?.validation?.images).toBe(Math.min(rough.images, closely[0]?.validation?.images ?? 0));
  expect(roughly[0]?.kept).toEqual([1, 2, 4]);
});

test('losses are measured at multiples, and a group of fewer channels stays whole', async () => {
  network = flattened();
  const [six, ...others] = await curvesOf({ widthMultiple: 4 });
  expect(six?.kept).toEqual([4]);
  for (const { kept, channels } of others)
    expect(kept.every((count) => count % 4 === 0 && count < channels)).toBe(true);
});

test('a layer that is not fitted ranks channels by the sums of the absolute weights that read them', async () => {
  network = residual();
  const dataset = colourDataset(4, 8, 20);
  const samples = new SelectionSamples(dataset, Uint32Array.from(dataset.train.labels.keys()), 20);
  const problem = await layerProblem('b', { pruned: network, baseline: network, head: undefined, samples });
  const reader = await PlainReader.of(problem, [...Array(8).keys()]);
  disposeProblem(problem);
  samples.dispose();
  const weights = [...weightOf(network, 'b', 'kernel').dataSync()];
  const sums = Array.from({ length: 8 }, (_, channel) =>
    weights.reduce((sum, weight, at) => sum + (Math.floor(at / 6) % 8 === channel ? Math.abs(weight) : 0), 0),
  );
  for (const [channel, score] of reader.scores(8).entries()) expect(score).toBeCloseTo(sums[channel] ?? Number.NaN, 4);
});
