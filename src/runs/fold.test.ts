import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { RunEvent } from '../engine/run/events';
import { encodeScores } from '../engine/run/scores';
import { fold } from './fold';
import { emptyState } from './state';
import { runLog, selectionOf, started } from './testing';

const selection = (step: number, chosen: number[], scores: number[], joint: number): RunEvent => ({
  ...{ type: 'selection', layer: 'conv2', step, chosen, scores: encodeScores(scores) },
  ...{ reconstruction: joint - 1, discrimination: 1, joint },
});

const events: RunEvent[] = [
  started([{ name: 'conv2', channels: 3, keeps: 2 }]),
  { type: 'phase', phase: 'selection', what: 'layer', layer: 'conv2' },
  selection(0, [2], [1, 2, 3], 5),
  { type: 'progress', done: 1, total: 4 },
  selection(1, [0], [7, 1, 0], 3),
  { type: 'selected', layer: 'conv2', kept: [0, 2], reconstruction: 1, discrimination: 1, joint: 2 },
];

test('events fold into what is drawn of a run: losses stand at the channels that they are of', () => {
  const state = events.reduce(fold, emptyState);
  expect(state).toMatchObject({
    phase: { phase: 'selection', what: 'layer', layer: 'conv2' },
    progress: 0.25,
    selected: 2,
  });
  const [layer] = state.layers;
  expect(layer).toMatchObject({ name: 'conv2', channels: 3, keeps: 2, isDone: true });
  expect([[...layer!.scores], [...layer!.chosen], [...layer!.joinedAfter]]).toEqual([
    [7, 1, 3],
    [2, 0],
    [0, 1],
  ]);
  expect([...state.losses]).toEqual([
    { channels: 0, layer: 'conv2', reconstruction: 4, discrimination: 1, joint: 5 },
    { channels: 1, layer: 'conv2', reconstruction: 2, discrimination: 1, joint: 3 },
    { channels: 2, layer: 'conv2', reconstruction: 1, discrimination: 1, joint: 2 },
  ]);
});

test('a new start clears what was before', () => {
  expect([...[...events, events[0]!].reduce(fold, emptyState).losses]).toEqual([]);
});

test('a method without scores and losses selects all the same', () => {
  const bare: RunEvent = { type: 'selection', layer: 'conv2', step: 0, chosen: [1] };
  const state = [events[0]!, bare].reduce(fold, emptyState);
  expect([[...state.layers[0]!.chosen], state.losses.length, state.selected]).toEqual([[1], 0, 1]);
});

test('a method that only says what stays has it shown as well', () => {
  const state = [events[0]!, events.at(-1)!].reduce(fold, emptyState);
  expect(state.layers[0]).toMatchObject({ isDone: true });
  expect([...state.layers[0]!.chosen]).toEqual([0, 2]);
});

test('losses of several trainings stand one behind the other', () => {
  const training = (phase: 'auxiliary' | 'fine-tuning', step: number): RunEvent => ({
    ...{ type: 'training', phase, step, steps: 15, loss: 1 },
  });
  const told = [
    training('auxiliary', 10),
    training('auxiliary', 15),
    training('auxiliary', 10),
    training('fine-tuning', 10),
  ];
  const { training: losses } = told.reduce(fold, emptyState);
  expect([...losses].map(({ steps }) => steps)).toEqual([10, 15, 25, 35]);
});

test('a growing list is never copied, however long the log', () => {
  const log = [...selectionOf([128, 256])];
  const slice = vi.spyOn(Array.prototype, 'slice');
  const state = log.reduce(fold, emptyState);
  const copied = slice.mock.calls.map(([, end]) => end);
  slice.mockRestore();
  expect([state.losses.length, state.layers.map(({ chosen }) => chosen.length)]).toEqual([192, [64, 128]]);
  expect(new Set(copied)).toEqual(new Set([0]));
});

test('a state stays as it was, whatever is folded onto it', () => {
  fc.assert(
    fc.property(runLog, fc.nat(), ([...log], place) => {
      const half = log.slice(0, place % log.length);
      const state = half.reduce(fold, emptyState);
      log.reduce(fold, state);
      log.toReversed().reduce(fold, state);
      expect(plain(state)).toEqual(plain(half.reduce(fold, emptyState)));
    }),
    { numRuns: 50 },
  );
});

/** Lists that share their items are equal if the items are. */
const plain = (state: unknown): unknown =>
  JSON.parse(JSON.stringify(state, (_, value) => (isIterable(value) ? [...value] : value)));

const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value;
