import { beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../engine/backend/chooseBackend';
import { takeImages } from '../engine/data/dataset';
import { presets, type RecipeValues, recipeOf } from '../engine/methods/recipe';
import { disposeNetwork } from '../engine/network/network';
import { prune } from '../engine/prune/prune';
import type { RunEvent } from '../engine/run/events';
import { loadCifar10 } from './dataFiles';
import { loadNetwork } from './modelFiles';

beforeAll(() => chooseBackend(['wasm']));

/** The joint loss of every layer while channels join, and once all have. */
function lossesOf(events: readonly RunEvent[]): Map<string, number[]> {
  const losses = new Map<string, number[]>();
  for (const event of events)
    if ((event.type === 'selection' || event.type === 'selected') && event.joint !== undefined)
      losses.set(event.layer, [...(losses.get(event.layer) ?? []), event.joint]);
  return losses;
}

/** What DCP-Adapt makes of a bundled network without training it, on 1,000 images. */
async function adapted(name: string, values: RecipeValues) {
  const network = await loadNetwork(name);
  const all = await loadCifar10('bundled');
  const of = (count: number) => [...Array(count).keys()];
  const dataset = { ...all, train: takeImages(all.train, of(1000)), test: takeImages(all.test, of(250)) };
  const untrained = { auxiliaryEpochs: 0, fineTuningEpochs: 0, mirror: 'never' } as const;
  const events: RunEvent[] = [];
  const run = prune(network, dataset, recipeOf({ ...values, ...untrained, method: 'dcp-adapt' }));
  let next = await run.next();
  for (; !next.done; next = await run.next()) events.push(next.value);
  const { layers, baseline, selected } = events.find((event) => event.type === 'finished')!.report;
  console.log(
    `${name}: keeps ${layers.map(({ channels, kept }) => `${kept.length}/${channels}`).join(', ')}; ` +
      `${baseline.accuracy} to ${selected.accuracy} of 250 test images without training`,
  );
  for (const owner of [next.value!, network]) disposeNetwork(owner);
  return {
    losses: lossesOf(events),
    shares: layers.map(({ channels, kept }) => kept.length / channels),
    lost: baseline.accuracy - selected.accuracy,
  };
}

function expectNoRise(losses: ReadonlyMap<string, readonly number[]>): void {
  expect(losses.size).toBeGreaterThan(5);
  for (const [, joints] of losses)
    for (const [at, joint] of joints.slice(1).entries()) expect(joint).toBeLessThanOrEqual(joints[at]! * (1 + 1e-5));
}

test.each(['vgg-small', 'resnet-20', 'mobilenet-small', 'vgg-medium'])(
  'DCP-Adapt on %s, in haste: in no layer does the joint loss rise, and no layer is left with next to nothing',
  async (name) => {
    const hasty = { epsilon: 0.001, samples: 64, channelsPerStep: 8, streams: 'convolutions' } as const;
    const { losses, shares } = await adapted(name, hasty);
    expectNoRise(losses);
    expect(Math.min(...shares)).toBeGreaterThan(0.1);
  },
  300_000,
);

test.each(['vgg-small', 'mobilenet-small'])(
  'DCP-Adapt on %s as the quick preset has it leaves widths that lose no 30 points before any training',
  async (name) => {
    const { losses, shares, lost } = await adapted(name, presets.quick);
    expectNoRise(losses);
    expect(Math.min(...shares)).toBeGreaterThan(0.1);
    expect(lost).toBeLessThan(0.3);
  },
  300_000,
);
