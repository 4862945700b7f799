import { expect, test } from 'vitest';
import { recipeOf } from '../../../engine/methods/recipe';
import type { RunEvent } from '../../../engine/run/events';
import { fold } from '../../../runs/fold';
import { emptyState } from '../../../runs/state';
import { started } from '../../../runs/testing';
import { accuracyLines, auxiliaryLines, fineTuningLines, goingOnBelow, latestTraining, lossLines } from './losses';

const layers = [
  { name: 'a', channels: 4, keeps: 2 },
  { name: 'b', channels: 4, keeps: 2 },
];

const joins = (layer: string, step: number, reconstruction: number, joint: number): RunEvent => ({
  ...{ type: 'selection', layer, step, chosen: [step], reconstruction, joint },
});

const told: RunEvent[] = [
  started(layers),
  joins('a', 0, 4, 5),
  joins('a', 1, 1, 1.5),
  joins('b', 0, 8, 10),
  joins('b', 1, 2, 3),
  { type: 'selected', layer: 'b', kept: [0, 1], reconstruction: 1, joint: 1.25 },
];
const state = told.reduce(fold, emptyState);

test('losses of a layer stand over its own channels, and what is not L_M of L is λ L_S (Eq 6)', () => {
  const lines = lossLines(state, 'b', recipeOf({}));
  expect(lines.map(({ id, points }) => [id, points])).toEqual([
    [
      'joint',
      [
        [0, 10],
        [1, 3],
        [2, 1.25],
      ],
    ],
    [
      'reconstruction',
      [
        [0, 8],
        [1, 2],
        [2, 1],
      ],
    ],
    [
      'weighted',
      [
        [0, 2],
        [1, 1],
        [2, 0.25],
      ],
    ],
  ]);
  const [, , weighted] = lossLines(state, 'a', recipeOf({ reconstructionWeight: 0.5 }));
  expect(weighted?.points).toEqual([
    [0, 3],
    [1, 1],
  ]);
});

test('losses are those of the network that a search is making, or has taken up again', () => {
  const widths = (a: number): RunEvent => ({ type: 'widths', counts: { a, b: 2 } });
  const tried = (number: number, a: number): RunEvent => ({
    ...{ type: 'try', number, most: 4, widths: { a, b: 2 }, flops: 1, params: 1, images: 9, isMet: true },
    gap: { gap: 0, low: 0, high: 0, baselineOnly: 0, prunedOnly: 0 },
  });
  const first = [started(layers), widths(2), joins('a', 0, 4, 5), joins('a', 1, 1, 2), tried(1, 2)];
  const second = [...first, widths(1), joins('a', 0, 4, 6)];
  const joint = (events: RunEvent[]) => lossLines(events.reduce(fold, emptyState), 'a', recipeOf({}))[0]?.points;
  expect(joint(second)).toEqual([[0, 6]]);
  expect(joint([...second, tried(2, 1), widths(2)])).toEqual([
    [0, 5],
    [1, 2],
  ]);
});

test('DCP-Adapt goes on while the joint loss falls by ε of its first value (Eq 10)', () => {
  const points = [
    [0, 10],
    [1, 3],
  ] as const;
  expect(goingOnBelow(recipeOf({ method: 'dcp-adapt', epsilon: 0.1 }), points)).toBeCloseTo(2, 12);
  expect(goingOnBelow(recipeOf({ method: 'dcp' }), points)).toBeUndefined();
  expect(goingOnBelow(recipeOf({ method: 'dcp-adapt' }), [])).toBeUndefined();
});

test('training losses stand over epochs; a training with auxiliary losses that begins anew is a line of its own', () => {
  const training = (phase: 'auxiliary' | 'fine-tuning', step: number, loss: number): RunEvent => ({
    ...{ type: 'training', phase, step, steps: 40, loss },
  });
  const trained = [
    started(layers),
    ...[training('auxiliary', 20, 9), training('auxiliary', 40, 8), training('auxiliary', 20, 7)],
    ...[training('fine-tuning', 10, 3), training('fine-tuning', 40, 2)],
  ].reduce(fold, emptyState);
  const recipe = recipeOf({ fineTuningEpochs: 8, auxiliaryEpochs: 2 });
  expect(auxiliaryLines(trained, recipe).map(({ id, points }) => [id, points])).toEqual([['auxiliary', [[1, 7]]]]);
  expect(fineTuningLines(trained, recipe).map(({ id, points }) => [id, points])).toEqual([
    [
      'fine-tuning',
      [
        [2, 3],
        [8, 2],
      ],
    ],
  ]);
});

test('accuracies of the last training stand over its epochs, beside the unpruned network on the same images', () => {
  const epoch = (number: number, accuracy: number): RunEvent => ({
    ...{ type: 'epoch', phase: 'fine-tuning', epoch: number, images: 250, accuracy, baseline: 0.9 },
  });
  const trained = [started(layers), epoch(0, 0.1), epoch(1, 0.2), epoch(0, 0.5), epoch(1, 0.7), epoch(2, 0.8)];
  const lines = accuracyLines(trained.reduce(fold, emptyState));
  expect(lines.map(({ id, points }) => [id, points])).toEqual([
    [
      'accuracy-fine-tuning',
      [
        [0, 0.5],
        [1, 0.7],
        [2, 0.8],
      ],
    ],
    [
      'accuracy-unpruned',
      [
        [0, 0.9],
        [2, 0.9],
      ],
    ],
  ]);
  expect(accuracyLines(emptyState)).toEqual([]);
});

test('no two lines of a chart are dashed alike: they are told apart without colour', () => {
  const trained = [
    started(layers),
    ...(['auxiliary', 'fine-tuning', 'scratch'] as const).map(
      (phase): RunEvent => ({ type: 'training', phase, step: 1, steps: 2, loss: 1 }),
    ),
    ...(['fine-tuning', 'scratch'] as const).map(
      (phase): RunEvent => ({ type: 'epoch', phase, epoch: 0, images: 250, accuracy: 0.5, baseline: 0.9 }),
    ),
  ].reduce(fold, emptyState);
  const charts = [
    [...auxiliaryLines(trained, recipeOf({})), ...fineTuningLines(trained, recipeOf({})), ...accuracyLines(trained)],
    lossLines(state, 'b', recipeOf({})),
  ];
  expect(charts.map((lines) => lines.length)).toEqual([6, 3]);
  for (const lines of charts) expect(new Set(lines.map(({ dash }) => dash)).size).toBe(lines.length);
});

test('the losses of auxiliary training and those of fine-tuning share no axis: the later training takes the earlier one’s place', () => {
  const training = (phase: 'auxiliary' | 'fine-tuning', step: number): RunEvent => ({
    ...{ type: 'training', phase, step, steps: 40, loss: 3 },
  });
  const recipe = recipeOf({ fineTuningEpochs: 8, auxiliaryEpochs: 2 });
  const shownAfter = (...events: RunEvent[]) => {
    const { lines, epochs } = latestTraining([started(layers), ...events].reduce(fold, emptyState), recipe);
    return [lines.map(({ id }) => id), epochs];
  };
  expect(shownAfter()).toEqual([[], 8]);
  expect(shownAfter(training('auxiliary', 20))).toEqual([['auxiliary'], 2]);
  expect(shownAfter(training('auxiliary', 40), training('fine-tuning', 10))).toEqual([['fine-tuning'], 8]);
});
