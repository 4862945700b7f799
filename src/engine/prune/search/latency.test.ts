import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { chooseBackend } from '../../backend/chooseBackend';
import { recipeOf } from '../../methods/recipe';
import { vgg } from '../../models/vgg';
import { costOf } from '../../network/cost';
import { disposeNetwork, type Network } from '../../network/network';
import { Random } from '../../random';
import { colourDataset } from '../../testing/fixtures';
import { toyMethod } from '../../testing/toyMethod';
import { prune } from '../prune';

/** Times what it is asked to, as many images as fit: `slower` after so many, `unevenly` where widths are no multiples of 8. */
const machine = vi.hoisted(() => ({ asked: 0, searching: 14, slower: 1, unevenly: 1, fits: 32 }));

const widthsOf = ({ weights }: Network): number[] =>
  [...weights].filter(([key]) => /conv\d\/kernel$/.test(key)).map(([, kernel]) => kernel.shape[3]!);

/** A millisecond for a thousand multiply-adds. */
const timeOf = (network: Network) =>
  (costOf(network).flops / 1000) * (widthsOf(network).every((width) => width % 8 === 0) ? 1 : machine.unevenly);

vi.mock('../../train/latency', () => ({
  mostRuns: 20,
  compareLatency: async (baseline: Network, pruned: Network, _pass: unknown, _memory: number, most: number) => {
    const pace = machine.asked++ < machine.searching ? 1 : machine.slower;
    const images = Math.min(most, machine.fits);
    const [whole, less] = [images * timeOf(baseline), images * pace * timeOf(pruned)].map((time) => ({
      median: time,
      q1: time,
      q3: time,
    }));
    return { images, runs: 1, baseline: whole, pruned: less };
  },
}));

beforeAll(() => chooseBackend(['wasm']));

/** A network that is cut to a share of its time, and what is reported of the search. */
async function within(share: number, open: Network, batch: 1 | 32 = 1) {
  const milliseconds = share * batch * timeOf(open);
  const recipe = {
    ...recipeOf({ samples: 20, losses: 0, batchSize: 20, fineTuningEpochs: 0 }),
    ...{ method: { id: 'toy' }, target: { kind: 'latency', milliseconds, batch } as const },
  };
  const run = prune(open, colourDataset(3, 8, 60), recipe, { methods: [toyMethod] });
  machine.asked = 0;
  let search: unknown;
  let next = await run.next();
  for (; !next.done; next = await run.next()) if (next.value.type === 'finished') search = next.value.report.search;
  if (!next.value) throw new Error('no result');
  const [time, made] = [timeOf(next.value), widthsOf(next.value)];
  disposeNetwork(next.value);
  return { milliseconds, time, search, made };
}

afterEach(() => {
  Object.assign(machine, { slower: 1, unevenly: 1, fits: 32 });
});

const opened = () => vgg('tiny', { blocks: [[16, 24], [24]], classes: 3, inputShape: [8, 8, 3] }, new Random(2));

test('a time is met by the widest network that takes no longer, of fourteen that are timed', async () => {
  const open = opened();
  const before = tf.memory().numTensors;
  for (const share of [0.8, 0.5, 0.2]) {
    const { milliseconds, time, search } = await within(share, open);
    expect(time).toBeLessThanOrEqual(milliseconds);
    expect(time, 'a few percent of the whole time are left unused at most').toBeGreaterThan(
      milliseconds - 0.06 * timeOf(open),
    );
    expect(search).toEqual({ tried: 1, kept: 1, isMet: true, timed: 14, multiple: 1 });
    expect(tf.memory().numTensors).toBe(before);
  }
  disposeNetwork(open);
});

test('a time is not met where the finished network takes longer than those that were timed', async () => {
  machine.slower = 1.2;
  const open = opened();
  const { search } = await within(0.5, open);
  expect(search).toEqual({ tried: 1, kept: 1, isMet: false, timed: 14, multiple: 1 });
  disposeNetwork(open);
});

test('where multiples of 8 are faster widths are such', async () => {
  machine.unevenly = 3;
  const open = opened();
  const { milliseconds, time, search, made } = await within(0.5, open);
  expect(search).toEqual({ tried: 1, kept: 1, isMet: true, timed: 14, multiple: 8 });
  expect(made.map((width) => width % 8)).toEqual(made.map(() => 0));
  expect(time).toBeLessThanOrEqual(milliseconds);
  disposeNetwork(open);
});

test('a whole network that is fast enough stays whole, and one that no cut makes so is refused with what it takes', async () => {
  const open = opened();
  const { search, made } = await within(1.5, open);
  expect(search).toEqual({ tried: 1, kept: 1, isMet: true, timed: 1, multiple: 1 });
  expect(made).toEqual(widthsOf(open));
  await expect(within(0.001, open)).rejects.toMatchObject({ code: 'target.latency' });
  disposeNetwork(open);
});

test('a time of 32 images is looked for and judged on 32, and refused where so many do not fit', async () => {
  const open = opened();
  const { search, time, milliseconds } = await within(0.5, open, 32);
  expect(search).toEqual({ tried: 1, kept: 1, isMet: true, timed: 14, multiple: 1 });
  expect(32 * time).toBeLessThanOrEqual(milliseconds);
  machine.fits = 16;
  await expect(within(0.5, open, 32)).rejects.toMatchObject({ code: 'target.latency-batch' });
  disposeNetwork(open);
});
