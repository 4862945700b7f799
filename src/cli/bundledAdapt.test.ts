import { beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../engine/backend/chooseBackend';
import { takeImages } from '../engine/data/dataset';
import { recipeOf } from '../engine/methods/recipe';
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

test.each(['vgg-small', 'resnet-20', 'mobilenet-small', 'vgg-medium'])(
  'DCP-Adapt on %s: in no layer does the joint loss rise, and no layer is left with next to nothing',
  async (name) => {
    const network = await loadNetwork(name);
    const all = await loadCifar10('bundled');
    const first = [...Array(250).keys()];
    const dataset = { ...all, train: takeImages(all.train, first), test: takeImages(all.test, first) };
    const recipe = recipeOf({
      ...{ method: 'dcp-adapt', epsilon: 0.001, samples: 64, channelsPerStep: 8, auxiliaryEpochs: 0 },
      ...{ fineTuningEpochs: 0, mirror: 'never', streams: 'convolutions' },
    });
    const events: RunEvent[] = [];
    const run = prune(network, dataset, recipe);
    let next = await run.next();
    for (; !next.done; next = await run.next()) events.push(next.value);
    const losses = lossesOf(events);
    expect(losses.size).toBeGreaterThan(5);
    for (const [, joints] of losses)
      for (const [at, joint] of joints.slice(1).entries()) expect(joint).toBeLessThanOrEqual(joints[at]! * (1 + 1e-5));
    const report = events.find((event) => event.type === 'finished')!.report;
    const shares = report.layers.map(({ channels, kept }) => kept.length / channels);
    console.log(
      `${name}: keeps ${report.layers.map(({ channels, kept }) => `${kept.length}/${channels}`).join(', ')}; ` +
        `${report.baseline.accuracy} to ${report.selected.accuracy} of 250 test images without training`,
    );
    expect(Math.min(...shares)).toBeGreaterThan(0.1);
    disposeNetwork(next.value!);
    disposeNetwork(network);
  },
  300_000,
);
