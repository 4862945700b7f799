import { expect, test } from 'vitest';
import { contestsOf } from './contests';
import { plannedRuns } from './plan';

test('a method that chooses widths itself, run at the first rate alone, is compared at every rate', () => {
  const runs = plannedRuns({ models: ['a', 'b'], methods: ['dcp-adapt', 'dcp', 'l1'], rates: [0.3, 0.5], seeds: 1 });
  const told = contestsOf(runs).map(({ network, rate, entries }) => [
    network,
    rate,
    entries.map(({ method }) => method),
  ]);
  expect(told).toEqual([
    ['a', 0.3, ['dcp-adapt', 'dcp', 'l1']],
    ['a', 0.5, ['dcp', 'l1', 'dcp-adapt']],
    ['b', 0.3, ['dcp-adapt', 'dcp', 'l1']],
    ['b', 0.5, ['dcp', 'l1', 'dcp-adapt']],
  ]);
});

test('where it is all that was run there is one contest', () => {
  const runs = plannedRuns({ models: ['a'], methods: ['dcp-adapt'], rates: [0.3, 0.5], seeds: 1 });
  expect(contestsOf(runs).map(({ rate, entries }) => [rate, entries.length])).toEqual([[0.3, 1]]);
});
