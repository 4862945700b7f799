import { expect, test } from 'vitest';
import type { RunEvent } from '../../../engine/run/events';
import { encodeScores } from '../../../engine/run/scores';
import { fold } from '../../../runs/fold';
import { emptyState } from '../../../runs/state';
import { started } from '../../../runs/testing';
import { cellsOf } from '../../cells/cells';
import { ranked } from './ranked';

const joins = (step: number, chosen: number[], scores: number[]): RunEvent => ({
  ...{ type: 'selection', layer: 'a', step, chosen, scores: encodeScores(scores) },
});

const layerAfter = (...events: RunEvent[]) =>
  [started([{ name: 'a', channels: 4, keeps: 2 }]), ...events].reduce(fold, emptyState).layers[0]!;

const orderAfter = (...events: RunEvent[]) => {
  const layer = layerAfter(...events);
  return ranked(layer, cellsOf(layer, [])).map(({ channel, score }) => [channel, score]);
};

test('scores of one step stand from the largest to the smallest, with what is known of their channels', () => {
  const layer = layerAfter(joins(0, [1, 3], [1, 4, 2, 8]));
  expect(ranked(layer, cellsOf(layer, [3]))).toEqual([
    { channel: 3, score: 8, cell: 'joining' },
    { channel: 1, score: 4, cell: 'kept' },
    { channel: 2, score: 2, cell: 'undecided' },
    { channel: 0, score: 1, cell: 'undecided' },
  ]);
});

test('a channel that has joined stays before the others, whatever they score in later steps', () => {
  const order = orderAfter(joins(0, [2], [1, 2, 3, 0]), joins(1, [0], [7, 1, 0, 5]));
  expect(order).toEqual([
    [2, 3],
    [0, 7],
    [3, 5],
    [1, 1],
  ]);
});

test('before the layer’s turn there are none', () => {
  expect(orderAfter()).toEqual([]);
});
