import { expect, test } from 'vitest';
import { tellOrder, tellPairedOrder } from '../words/paperOrder';
import { ordersOf, paperNetworksOf } from './paperOrder';
import { summaryOf } from './summary';
import { rowWith } from './testing';

const run = (method: string, gaps: readonly number[]) =>
  gaps.map((gap, index) => rowWith({ method, gap, seed: index + 1 }));

test('every two methods of the paper, those that it cannot tell apart and those that it has not left out', () => {
  const orders = ordersOf(
    summaryOf([...run('dcp', [4, 6]), ...run('random', [8, 9]), ...run('wm', [3, 5]), ...run('l1', [1, 1])]),
    'VGGNet',
  );
  expect(orders.map(({ better, worse }) => [better, worse])).toEqual([
    ['dcp', 'random'],
    ['dcp', 'wm'],
    ['random', 'wm'],
  ]);
  expect(orders[0]).toMatchObject({ agrees: true, isBeyondSpread: true, difference: 3.5 });
  expect(orders[1]).toMatchObject({ agrees: false, isBeyondSpread: false, difference: -1 });
  expect(orders.slice(0, 2).map(tellOrder)).toEqual([
    'As in the paper: DCP errs less than Random DCP, by 3.5 points (paper: DCP below Random DCP by 0.31).',
    expect.stringMatching(/^Not as in the paper: From scratch \(WM\) errs less than DCP, by 1\.0 points .* hint\.$/),
  ]);
});

test('one seed of a method is no more than a hint, however far it lies off', () => {
  const [order] = ordersOf(summaryOf([...run('dcp', [4, 5]), ...run('wm', [30])]), 'VGGNet');
  expect(order).toMatchObject({ agrees: true, isBeyondSpread: false });
});

test('on the same images two methods are in the paper’s order, in the other, or undecided', () => {
  const order = { better: 'dcp', worse: 'thinet', paperDifference: 0.31 };
  const told = [
    { mean: 0.007, low: 0.002, high: 0.012 },
    { mean: -0.007, low: -0.012, high: -0.002 },
    { mean: 0.002, low: -0.003, high: 0.007 },
  ].map((difference) => tellPairedOrder(order, difference));
  expect(told).toEqual([
    'DCP below ThiNet (paper: 0.31): 0.7 ± 0.5 points, as in the paper.',
    'DCP below ThiNet (paper: 0.31): -0.7 ± 0.5 points, the other way round.',
    'DCP below ThiNet (paper: 0.31): 0.2 ± 0.5 points, undecided.',
  ]);
});

test('a network is beside the paper’s of its kind by its name, and beside both where that tells neither', () => {
  expect(['vgg-small', 'resnet-20', 'mobilenet-small', 'mine'].map(paperNetworksOf)).toEqual([
    ['VGGNet'],
    ['ResNet-56'],
    ['ResNet-56'],
    ['VGGNet', 'ResNet-56'],
  ]);
});
