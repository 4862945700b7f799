import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { ablations } from './ablations';
import { checkPassedOn, plannedRuns } from './plan';

test('a run for each network, rate, method and seed, each with a folder of its own', () => {
  const runs = plannedRuns({ models: ['a', 'b/c.keras'], methods: ['dcp', 'l1'], rates: [0.3, 0.5], seeds: 2 });
  expect(runs).toHaveLength(16);
  expect(new Set(runs.map(({ folder }) => folder)).size).toBe(16);
  expect(runs[0]).toEqual({
    ...{ model: 'a', network: 'a', method: 'dcp', rate: 0.3, seed: 1, folder: 'a_dcp_0.3_1' },
    flags: ['--method', 'dcp', '--rate', '0.3', '--seed', '1'],
  });
  expect(runs.at(-1)?.folder).toBe('c.keras_l1_0.5_2');
});

test('a rate that is written in two ways is run once', () => {
  const runs = plannedRuns({ models: ['a'], methods: ['l1'], rates: ['0.5', '0.50', '.5'].map(Number), seeds: 2 });
  expect(runs.map(({ folder }) => folder)).toEqual(['a_l1_0.5_1', 'a_l1_0.5_2']);
});

test('two files of one name have folders of their own; what is named twice is run once; a model.json is called by its folder', () => {
  const models = ['a/net.h5', 'b/net.h5', './a/net.h5', 'c/', 'c', 'd/model.json', 'd', './model.json'];
  const runs = plannedRuns({ models, methods: ['l1', 'l1'], rates: [0.5], seeds: 1 });
  const here = basename(process.cwd());
  expect(runs.map(({ network }) => network)).toEqual(['a-net.h5', 'b-net.h5', 'c', 'd', here]);
});

test('an ablation of blocks gives the rate to one group at a time', () => {
  const armsOf = (_: string, rate: number) => ablations.block!(['conv2', 'conv3'], rate);
  const runs = plannedRuns({ models: ['a'], methods: ['dcp'], rates: [0.5], seeds: 1, armsOf });
  expect(runs.map(({ variant, flags }) => [variant, flags.at(-1)])).toEqual([
    ['conv2 alone', 'conv2=0.5,conv3=0'],
    ['conv3 alone', 'conv2=0,conv3=0.5'],
  ]);
});

test('epsilon is what DCP-Adapt has, whatever method is asked for', () => {
  const armsOf = () => ablations.epsilon!([], 0.5);
  const runs = plannedRuns({ models: ['a'], methods: ['dcp'], rates: [0.5], seeds: 1, armsOf });
  expect(runs.map(({ method }) => method)).toEqual(['dcp-adapt', 'dcp-adapt', 'dcp-adapt']);
});

test('a method that chooses widths itself is run once, whatever rates are asked for', () => {
  const runs = plannedRuns({ models: ['a'], methods: ['dcp-adapt', 'l1'], rates: [0.3, 0.5], seeds: 2 });
  expect(runs.map(({ folder }) => folder)).toEqual([
    ...['a_dcp-adapt_0.3_1', 'a_dcp-adapt_0.3_2', 'a_l1_0.3_1', 'a_l1_0.3_2'],
    ...['a_l1_0.5_1', 'a_l1_0.5_2'],
  ]);
});

test('a method that chooses widths itself has no arm of rates', () => {
  const armsOf = (_: string, rate: number) => ablations.block!(['conv2', 'conv3'], rate);
  const planned = (...methods: string[]) => plannedRuns({ models: ['a'], methods, rates: [0.5], seeds: 1, armsOf });
  expect(planned('dcp-adapt', 'l1').map(({ method }) => method)).toEqual(['l1', 'l1']);
  expect(() => planned('dcp-adapt')).toThrow(/no run to make/);
});

test.each([
  ['a b', 'a-b'],
  ['a/x', 'b/x', 'a-x'],
])('models whose runs would be in one folder are refused: %s', (...models) => {
  expect(() => plannedRuns({ models, methods: ['l1'], rates: [0.5], seeds: 1 })).toThrow(/rename one of them/);
});

test.each(['--seed', '--rate=0.2', '--method', '--model', '--out', '--images', '--preset'])(
  'options for every run may not overrule what tells runs apart: %s',
  (option) => {
    const runs = plannedRuns({ models: ['a'], methods: ['l1'], rates: [0.5], seeds: 1 });
    expect(() => checkPassedOn(['--samples', '64', option, '7'], runs)).toThrow(/overrule what the rows say/);
  },
);

test('nor what an ablation varies; others may be given', () => {
  const asked = { models: ['a'], methods: ['dcp'], rates: [0.5], seeds: 1 };
  const lambda = ['--lambda', '0.2', '--losses', '3'];
  expect(() => checkPassedOn(lambda, plannedRuns(asked))).not.toThrow();
  const runs = plannedRuns({ ...asked, armsOf: () => ablations.lambda!([], 0.5) });
  expect(() => checkPassedOn(lambda, runs)).toThrow(/--lambda behind --/);
});
