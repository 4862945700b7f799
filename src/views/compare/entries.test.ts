import { expect, test } from 'vitest';
import { rowWith } from '../../comparison/testing';
import { presetRecipe, type Recipe, recipeOf, valuesOf } from '../../engine/methods/recipe';
import { eventVersion, type Measured, type Report } from '../../engine/run/events';
import type { KeptRun } from '../../store/kept/keptRun';
import { expectedTime } from '../../store/queue/expectedTime';
import { areMadeAlike, contestsOf } from './entries';
import { shownBy, timedInVain } from './shown';
import { unfinishedOf } from './unfinished';

const measured: Measured = {
  ...{ accuracy: 0.9, low: 0.88, high: 0.92, images: 1000, isAgreement: false, params: 200, flops: 8000, bytes: 800 },
  gap: { gap: 0.01, low: 0, high: 0.02, baselineOnly: 20, prunedOnly: 10 },
};

const report: Report = {
  ...{ network: 'small', dataset: { name: 'some' }, method: { id: 'dcp' } },
  ...{ baseline: measured, selected: measured, pruned: measured, latency: [], seconds: {}, seed: 1, backend: 'wasm' },
  layers: [
    { name: 'conv2', channels: 4, kept: [0, 2] },
    { name: 'conv3', channels: 6, kept: [1] },
  ],
};

const kept = (id: string, values: Partial<Recipe>, more: Partial<KeptRun> = {}): KeptRun => ({
  ...{ id, version: eventVersion, network: 'small', images: 'some', status: 'finished', began: 0, ran: 60_000, report },
  recipe: { ...presetRecipe('quick'), ...values },
  ...more,
});

test('runs of one network on the same images are compared; seeds of bundled ones are taken together, one’s own are not', () => {
  const bundled = [rowWith({ seed: 1 }), rowWith({ seed: 2 }), rowWith({ network: 'other' })];
  const [own, other, ...others] = contestsOf([kept('a', { seed: 1 }), kept('b', { seed: 2 })], bundled);
  expect(others).toEqual([]);
  expect(own?.entries.map(({ name, rows }) => [name, rows.length])).toEqual([
    ['DCP 50%', 1],
    ['DCP 50%', 1],
    ['DCP 50%', 2],
  ]);
  expect(own?.entries.map(({ note }) => note)).toEqual([
    expect.stringMatching(/, seed 1, /),
    expect.stringMatching(/, seed 2, /),
    '2 layers pruned, 2 seeds, bundled',
  ]);
  expect([other?.network, other?.entries.length]).toEqual(['other', 1]);
});

test('times are of this browser’s runs alone: neither of logs nor of runs that came as files', () => {
  const runs = [
    kept('a', { seed: 1 }, { format: 'keras' }),
    kept('b', { seed: 2 }, { format: 'keras', isBrought: true }),
    kept('c', { seed: 3 }),
  ];
  const [{ entries = [] } = {}] = contestsOf(runs, []);
  expect(entries.map(({ key, isTimedHere }) => [key, isTimedHere])).toEqual([
    ['a', true],
    ['b', false],
    ['c', false],
  ]);
});

test('ways in which a run’s network was stored stand below it, by their names', () => {
  const compressed: Report = {
    ...report,
    compressed: [
      { id: 'int8', measured: { ...measured, bytes: 800 }, storedBytes: 210 },
      { id: 'twn', measured: { ...measured, bytes: 800 }, storedBytes: 90 },
      { id: 'twn', measured: { ...measured, bytes: 800 }, storedBytes: 90, epochs: 2 },
    ],
  };
  const [{ entries = [] } = {}] = contestsOf([kept('a', { seed: 1 }, { report: compressed })], []);
  expect(entries.map(({ key, summary: { bytes } }) => [key, bytes.mean])).toEqual([
    ['a', 800],
    ['a/int8', 210],
    ['a/twn', 90],
    ['a/twn-2', 90],
  ]);
  expect(entries[1]?.note).toMatch(/^8-bit codes, 24 epochs/);
  expect(entries[3]?.note).toMatch(/^Ternary weights \(TWN\), trained for 2 epochs, 24 epochs/);
  expect(entries.map(({ own }) => own !== undefined)).toEqual([true, false, false, false]);
  expect(shownBy('flops', entries)).toHaveLength(1);
  expect(shownBy('bytes', entries)).toHaveLength(4);
});

test('a run is called what a person calls it, or by the share that it has removed where it had no rate to reach', () => {
  const runs = [
    kept('a', {}, { name: 'mine' }),
    kept('b', { target: { kind: 'lose', points: 1 } }),
    kept('c', { layerRates: { conv2: 0.5 } }),
  ];
  expect(contestsOf(runs, [])[0]?.entries.map(({ name }) => name)).toEqual(['mine', 'DCP 70%', 'DCP 70%']);
});

test('runs of one name are told apart by their training, by the layers that they prune and by their seeds', () => {
  const setup = { streams: 'convolutions', epochs: 12, epochImages: 5000 };
  const own = kept('a', { fineTuningEpochs: 1, fineTuningImages: 500, seed: 3 });
  const [{ entries = [] } = {}] = contestsOf([own], [rowWith({ setup, baselineWidths: { conv2: 4 } })]);
  expect(entries.map(({ name }) => name)).toEqual(['DCP 50%', 'DCP 50%']);
  expect(entries.map(({ note }) => note)).toEqual([
    expect.stringMatching(/^1 epoch of 500 images, 2 layers pruned, seed 3, /),
    '12 epochs of 5,000 images, 1 layer pruned, seed 1, bundled',
  ]);
  expect([areMadeAlike(entries), ...entries.map((entry) => areMadeAlike([entry, entry]))]).toEqual([false, true, true]);
});

test('bundled runs of one name that were trained otherwise are entries of their own, with keys of their own', () => {
  const setup = { streams: 'convolutions', epochs: 6 };
  const rows = [rowWith({}), rowWith({ setup }), rowWith({ setup, seed: 2 })];
  const [{ entries = [] } = {}] = contestsOf([], rows);
  expect(entries.map(({ key, rows: { length } }) => [key, length])).toEqual([
    ['small/dcp/0.5/', 1],
    ['small/dcp/0.5//2', 2],
  ]);
});

const timed = (pruned: readonly [number, number, number]): Partial<KeptRun> => {
  const [q1, median, q3] = pruned;
  const latency = [{ images: 1, runs: 20, baseline: { q1: 3, median: 4, q3: 5 }, pruned: { q1, median, q3 } }];
  return { format: 'keras', report: { ...report, pruned: { ...measured, flops: 4000 }, latency } };
};

test('by time, runs of this browser are shown alone, and those whose measurement says something', () => {
  const runs = [
    kept('faster', {}, timed([1, 2, 2.5])),
    kept('noisy', {}, timed([1, 2, 3.5])),
    kept('busy', {}, timed([0.1, 0.2, 0.3])),
    kept('elsewhere', {}, { report: timed([1, 2, 2.5]).report ?? report }),
    kept('untimed', {}),
  ];
  const [{ entries = [] } = {}] = contestsOf(runs, [rowWith({ images: 'some' })]);
  expect(shownBy('milliseconds', entries).map(({ key }) => key)).toEqual(['faster']);
  expect(timedInVain(entries).map(({ key }) => key)).toEqual(['noisy', 'busy']);
  expect(shownBy('flops', entries)).toHaveLength(6);
});

test('a run without a result is not compared', () => {
  const { report: _, ...unfinished } = kept('a', {});
  expect(contestsOf([unfinished], [])).toEqual([]);
});

test('runs take as long as those of their method did on average, others as long as all did', () => {
  const quick = presetRecipe('quick');
  const of = (method: 'dcp' | 'l1' | 'l2'): Recipe => recipeOf({ ...valuesOf(quick), method });
  const before = [
    kept('a', of('dcp'), { ran: 100 }),
    kept('b', of('dcp'), { ran: 200 }),
    kept('c', of('l1'), { ran: 30 }),
  ];
  expect(expectedTime([of('dcp'), of('l1'), of('l2')], before)).toBeCloseTo(150 + 30 + 110, 9);
  expect(expectedTime([quick], [])).toBeUndefined();
});

test('a run without a result is listed until the same one is made to its end', () => {
  const broken = (id: string, values: Partial<Recipe>, began: number): KeptRun => {
    const { report: _, ...run } = kept(id, values, { began, status: 'cancelled' });
    return run;
  };
  const stopped = broken('stopped', { seed: 1 }, 10);
  const again = kept('again', { seed: 1 }, { began: 20 });
  expect(unfinishedOf([again, stopped])).toEqual([]);
  const stays = [
    broken('later', { seed: 1 }, 30),
    broken('otherwise', { seed: 2 }, 10),
    { ...stopped, network: 'other' },
    { ...stopped, images: 'others' },
  ];
  expect(unfinishedOf([again, ...stays])).toEqual(stays);
});
