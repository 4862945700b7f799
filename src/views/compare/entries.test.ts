import { expect, test } from 'vitest';
import { rowWith } from '../../comparison/testing';
import { presetRecipe, type Recipe, recipeOf, valuesOf } from '../../engine/methods/recipe';
import { eventVersion, type Measured, type Report } from '../../engine/run/events';
import type { KeptRun } from '../../store/kept/keptRun';
import { contestsOf } from './entries';
import { expectedTime } from './expectedTime';

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
  expect(own?.entries.map(({ note }) => note.split(',').slice(0, 2).join())).toEqual([
    'Quick, seed 1',
    'Quick, seed 2',
    '2 seeds, bundled',
  ]);
  expect([other?.network, other?.entries.length]).toEqual(['other', 1]);
});

test('ways in which a run’s network was stored stand below it, by their names', () => {
  const compressed: Report = {
    ...report,
    compressed: [{ id: 'int8', measured: { ...measured, bytes: 800 }, storedBytes: 210, epochs: 0 }],
  };
  const [{ entries = [] } = {}] = contestsOf([kept('a', { seed: 1 }, { report: compressed })], []);
  expect(entries.map(({ key, isCompressed = false, summary: { bytes } }) => [key, isCompressed, bytes.mean])).toEqual([
    ['a', false, 800],
    ['a/int8', true, 210],
  ]);
  expect(entries[1]?.note).toMatch(/^8-bit codes, Quick/);
  expect(entries[1]?.own).toBeUndefined();
});

test('a run is called what a person calls it, or by the share that it has removed where it had no rate to reach', () => {
  const runs = [
    kept('a', {}, { name: 'mine' }),
    kept('b', { target: { kind: 'lose', points: 1 } }),
    kept('c', { layerRates: { conv2: 0.5 } }),
  ];
  expect(contestsOf(runs, [])[0]?.entries.map(({ name }) => name)).toEqual(['mine', 'DCP 70%', 'DCP 70%']);
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
