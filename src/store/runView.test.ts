import { expect, test } from 'vitest';
import { presetRecipe } from '../engine/methods/recipe';
import type { RunEvent } from '../engine/run/events';
import { emptyRun, foldEvent } from './runView';

const events: RunEvent[] = [
  {
    type: 'started',
    recipe: presetRecipe('quick'),
    network: 'n',
    dataset: 'd',
    backend: 'wasm',
    layers: [{ name: 'conv2', channels: 3, keeps: 2 }],
    losses: [],
  },
  { type: 'phase', phase: 'selection', what: 'layer', layer: 'conv2' },
  {
    type: 'selection',
    layer: 'conv2',
    step: 0,
    chosen: [2],
    scores: [1, 2, 3],
    reconstruction: 4,
    discrimination: 1,
    joint: 5,
  },
  { type: 'progress', done: 1, total: 4 },
  {
    type: 'selection',
    layer: 'conv2',
    step: 1,
    chosen: [0],
    scores: [7, 1, 0],
    reconstruction: 2,
    discrimination: 1,
    joint: 3,
  },
  { type: 'selected', layer: 'conv2', kept: [0, 2] },
];

test('events fold into what the panels draw', () => {
  const view = events.reduce(foldEvent, emptyRun);
  expect(view).toMatchObject({ phase: 'selection', detail: 'conv2', progress: 0.25 });
  expect(view.layers).toEqual([
    { name: 'conv2', channels: 3, keeps: 2, scores: [7, 1, 3], chosen: [2, 0], done: true },
  ]);
  expect(view.joint.map(({ step, joint }) => [step, joint])).toEqual([
    [1, 5],
    [2, 3],
  ]);
});

test('a new start clears the run before', () => {
  expect([...events, events[0]!].reduce(foldEvent, emptyRun).joint).toEqual([]);
});
