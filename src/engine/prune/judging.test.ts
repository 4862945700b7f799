import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import * as batches from '../data/batches';
import type { Dataset } from '../data/dataset';
import { type RecipeValues, recipeOf } from '../methods/recipe';
import { vgg } from '../models/vgg';
import { disposeNetwork, type Network } from '../network/network';
import { Random } from '../random';
import type { RunEvent } from '../run/events';
import { colourDataset } from '../testing/fixtures';
import { fineTuning } from '../train/fineTune';
import { prune } from './prune';

vi.mock('../data/batches', { spy: true });

const dataset = colourDataset(3, 8, 240);
const values = {
  ...({ method: 'l1', rate: 0.5, samples: 30, losses: 0 } as const),
  ...{ batchSize: 20, learningRate: 0.02, fineTuningEpochs: 2 },
};

/** Tells the colours apart. */
let network: Network;

beforeAll(async () => {
  await chooseBackend(['wasm']);
  network = vgg('tiny', { blocks: [[8, 12], [12]], classes: 3, inputShape: [8, 8, 3] }, new Random(2));
  for await (const _ of fineTuning({ network, heads: [] }, dataset, recipeOf(values), 4, new Random(3)));
});

afterAll(() => disposeNetwork(network));

/** What a run tells, and the weights that it leaves. */
async function runOn(data: Dataset, change: RecipeValues = {}, open = network) {
  const events: RunEvent[] = [];
  const run = prune(open, data, recipeOf({ ...values, ...change }));
  let next = await run.next();
  for (; !next.done; next = await run.next()) events.push(next.value);
  const weights = new Map([...next.value!.weights].map(([name, weight]) => [name, [...weight.dataSync()]]));
  disposeNetwork(next.value!);
  return { events, weights };
}

const largestDifference = (one: Weights, other: Weights): number =>
  Math.max(...[...one].flatMap(([name, values]) => values.map((value, at) => Math.abs(value - other.get(name)![at]!))));

type Weights = ReadonlyMap<string, readonly number[]>;

/** Other classes, as many images of each: samples are the same images in another order. */
const rotated = (labels: Dataset['train']['labels']) => labels.map((label) => (label + 1) % 3);

/** What a run is told by the clock, and by test images. */
const judged = new Set(['started', 'progress', 'measured', 'latency', 'finished']);

test.each<RecipeValues>([
  { method: 'dcp', losses: 1 },
  { method: 'dcp-adapt', losses: 1 },
  { target: { kind: 'lose', points: 2 } },
  { target: { kind: 'params', most: 2500 } },
])('test images judge a run and decide nothing in it: %o', async (change) => {
  const plain = await runOn(dataset, change);
  const relabelled = { ...dataset.test, labels: rotated(dataset.test.labels) };
  const wrong = await runOn({ ...dataset, test: relabelled }, change);
  const decisions = ({ events }: typeof plain) => events.filter(({ type }) => !judged.has(type));
  expect(decisions(plain).length).toBeGreaterThan(10);
  expect(decisions(wrong)).toEqual(decisions(plain));
  expect(wrong.weights).toEqual(plain.weights);
  const accuracy = ({ events }: typeof plain) => {
    const last = events.at(-1);
    return last?.type === 'finished' ? last.report.pruned.accuracy : undefined;
  };
  expect(accuracy(wrong)).toBeLessThan(accuracy(plain)! - 0.3);
});

test('a run learns by soft answers alone where the recipe says so, and where the labels are predicted anyway', async () => {
  const relabelled = { ...dataset, train: { ...dataset.train, labels: rotated(dataset.train.labels) } };
  const byAnswers = await runOn(dataset, { distillation: 1 });
  const apart = async (data: Dataset, change: RecipeValues) =>
    largestDifference((await runOn(data, change)).weights, byAnswers.weights);
  expect(await apart(relabelled, { distillation: 1 })).toBeLessThan(1e-3);
  expect(await apart({ ...relabelled, isPredicted: true }, { distillation: 0 })).toBeLessThan(1e-3);
  expect(await apart(relabelled, { distillation: 0 })).toBeGreaterThan(1e-2);
});

test('whether training mirrors images is decided by the data: not where left and right are classes', async () => {
  const mirrorsOf = async (data: Dataset, open: Network) => {
    vi.mocked(batches.makeBatch).mockClear();
    const { events } = await runOn(data, { mirror: 'auto' }, open);
    const told = events.find((event) => event.type === 'mirroring');
    const made = vi.mocked(batches.makeBatch).mock.calls.flatMap(([, , , views]) => (views ? [views.mirrors] : []));
    expect(new Set(made)).toEqual(new Set([told?.mirrors]));
    return told?.mirrors;
  };
  expect(await mirrorsOf(dataset, network)).toBe(true);
  const sides = leftOrRight();
  const ofSides = vgg('sides', { blocks: [[8, 12], [12]], classes: 3, inputShape: [8, 8, 3] }, new Random(2));
  for await (const _ of fineTuning({ network: ofSides, heads: [] }, sides, recipeOf(values), 12, new Random(3)));
  expect(await mirrorsOf(sides, ofSides)).toBe(false);
  disposeNetwork(ofSides);
});

/** Images of which a third is bright on the left, a third on the right, a third nowhere. */
function leftOrRight(): Dataset {
  const part = (seed: number) => {
    const { labels } = dataset.train;
    const random = new Random(seed);
    const images = Uint8Array.from({ length: labels.length * 8 * 8 * 3 }, (_, index) => {
      const column = Math.floor(index / 3) % 8;
      const label = labels[Math.floor(index / (8 * 8 * 3))];
      const isBright = (label === 0 && column < 3) || (label === 1 && column > 4);
      return random.integer(60) + (isBright ? 190 : 0);
    });
    return { images, labels };
  };
  return { ...dataset, train: part(1), test: part(2) };
}
