import { expect, test } from 'vitest';
import { presetRecipe, recipeOf, valuesOf } from '../../engine/methods/recipe';
import { eventVersion } from '../../engine/run/events';
import type { KeptRun } from '../kept/keptRun';
import type { PlannedRun } from './createQueue';
import { standingOf } from './standing';

const by = (method: 'dcp' | 'l1') => recipeOf({ ...valuesOf(presetRecipe('quick')), method });

const planned = (method: 'dcp' | 'l1'): PlannedRun => ({
  ...{ network: 'n', images: 'd', recipe: by(method), scratch: false, compresses: false },
});

const kept = (method: 'dcp' | 'l1', ran: number, network = 'n'): KeptRun => ({
  ...{ id: `${method} ${ran}`, version: eventVersion, network, images: 'd', status: 'finished', began: 0, ran },
  recipe: by(method),
});

const queue = { planned: [planned('dcp'), planned('dcp'), planned('l1')], goesOn: true, done: 1 };
const run = { ran: 10_000, left: 50_000 };

test('without earlier runs all are expected to take as long as the one under way', () => {
  expect(standingOf(queue, run, [kept('dcp', 1, 'other')])).toEqual({ number: 2, all: 4, left: 50_000 + 2 * 60_000 });
});

test('with earlier runs those to come take as long as the ones of their methods', () => {
  const before = [kept('dcp', 20_000), kept('dcp', 40_000), kept('l1', 5000)];
  expect(standingOf(queue, run, before)).toMatchObject({ left: 50_000 + 30_000 + 5000 });
});

test('runs that came from another machine say nothing of the time that is left here', () => {
  const brought = { ...kept('dcp', 1), isBrought: true } as const;
  expect(standingOf(queue, run, [brought])).toMatchObject({ left: 50_000 + 2 * 60_000 });
  expect(standingOf(queue, run, [brought, kept('dcp', 20_000)])).toMatchObject({ left: 50_000 + 2 * 20_000 });
});

test('until the run under way can tell its time, there is none in all', () => {
  expect(standingOf(queue, { ran: 1000, left: undefined }, [])).toEqual({ number: 2, all: 4, left: undefined });
});

test('a queue that waits, or has one run in all, says nothing', () => {
  expect(standingOf({ ...queue, goesOn: false }, run, [])).toBeUndefined();
  expect(standingOf({ planned: [planned('dcp')], goesOn: true, done: 0 }, run, [])).toBeUndefined();
});
