import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from '../engine/errors';
import { presetRecipe } from '../engine/methods/recipe';
import { eventVersion } from '../engine/run/events';
import { decodeScores } from '../engine/run/scores';
import { tellError } from '../words/errors';
import { fold } from './fold';
import { readLog, writeLog } from './logFile';
import { emptyState } from './state';
import { runLog, started } from './testing';

test('what was written is read again', () => {
  fc.assert(
    fc.property(runLog, (log) => {
      expect([...readLog(writeLog(log), 'another')]).toEqual([...log]);
    }),
    { numRuns: 50 },
  );
});

const version1 = readFileSync('src/runs/version1.jsonl', 'utf8');
const line = (value: unknown): string => JSON.stringify(value);

test('a log of version 1 opens: every event has its run, scores their numbers, phases their subjects', () => {
  const log = [...readLog(version1, 'old')];
  const before: Array<Record<string, unknown>> = version1
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text));
  expect(log.map(({ type, run }) => [type, run])).toEqual(before.map(({ type }) => [type, 'old']));
  expect(log.flatMap((event) => (event.type === 'selection' ? [[...decodeScores(event.scores ?? '')]] : []))).toEqual(
    before.flatMap(({ scores }) => (scores ? [scores] : [])),
  );
  expect(log.flatMap((event) => (event.type === 'phase' ? [[event.phase, event.what, event.layer]] : []))).toEqual([
    ['baseline', 'network', undefined],
    ['auxiliary', 'head', 'conv2'],
    ['selection', 'layer', 'conv2'],
    ['auxiliary', 'own-loss', undefined],
    ['selection', 'layer', 'conv3'],
    ['evaluation', 'surgery', undefined],
    ['fine-tuning', 'pruned', undefined],
    ['evaluation', 'pruned', undefined],
    ['evaluation', 'latency', undefined],
  ]);
  const state = log.reduce(fold, emptyState);
  expect(state.layers.map(({ name, chosen, isDone }) => [name, [...chosen].length, isDone])).toEqual([
    ['conv2', 2, true],
    ['conv3', 3, true],
  ]);
  expect(state.report).toMatchObject({
    ...{ network: 'tiny', dataset: { name: 'colours' }, method: { id: 'dcp', losses: 1, schedule: 'stagewise' } },
    ...{ layers: [{ kept: [2, 3] }, { kept: [0, 3, 4] }], seed: 1, backend: 'cpu' },
    latency: [{ images: 32, runs: 25 }],
  });
});

test('accuracies of versions 1 and 2 get their intervals; the gap from the baseline stays unknown', () => {
  const state = [...readLog(version1, 'old')].reduce(fold, emptyState);
  for (const { accuracy, low, high, images } of [state.measured.baseline!, state.report!.baseline]) {
    expect([accuracy, images]).toEqual([1 / 3, 30]);
    expect(low).toBeCloseTo(0.1923, 4);
    expect(high).toBeCloseTo(0.5122, 4);
  }
  expect(state.report?.pruned).not.toHaveProperty('gap');
});

test('training of version 1 tells its steps: as many as the last that was told', () => {
  const training = (phase: string, step: number) => line({ type: 'training', phase, step, loss: 1 });
  const [start = ''] = version1.split('\n');
  const text = [
    start,
    ...[10, 20, 24].map((step) => training('auxiliary', step)),
    ...[10, 12].map((step) => training('auxiliary', step)),
    training('fine-tuning', 10),
  ].join('\n');
  expect([...readLog(text, 'old')].flatMap((event) => (event.type === 'training' ? [event.steps] : []))).toEqual([
    24, 24, 24, 12, 12, 10,
  ]);
});

test('a run of version 1 or 2 tells how its network was trained, which its recipe left unsaid', () => {
  const said = { rateSchedule: 'mild-step', distillation: 0, mirror: 'always', streams: 'convolutions' };
  const { rateSchedule, distillation, mirror, version, ...recipe } = presetRecipe('quick');
  const version2 = line({ run: 'r', at: 0, ...started([]), version: 2, recipe });
  for (const text of [version1, version2])
    expect([...readLog(text, 'old')][0]).toMatchObject({ version: eventVersion, recipe: { ...said, version } });
  const now = line({ run: 'r', at: 0, ...started([]) });
  expect([...readLog(now, 'old')][0]).toMatchObject({ recipe: { rateSchedule, distillation, mirror } });
});

test('joined streams, which version 1 named in words, get their ids in layers, rates, events and the report', () => {
  const renamed = version1
    .replaceAll('"conv3"', '"conv (coupled)"')
    .replace('"layerRates":{}', '"layerRates":{"conv (coupled)":0.5}');
  const log = [...readLog(renamed, 'old')];
  expect(JSON.stringify(log)).not.toContain('coupled');
  const started = log.find(({ type }) => type === 'started');
  expect(started).toMatchObject({ recipe: { layerRates: { 'stream:conv': 0.5 } } });
  expect(log.reduce(fold, emptyState).layers.map(({ name, isDone }) => [name, isDone])).toEqual([
    ['conv2', true],
    ['stream:conv', true],
  ]);
});

test('that fine-tuning stopped, version 1 told in a sentence: it is told again', () => {
  const sentence =
    'fine-tuning, step 10: the loss or a weight is no longer a finite number; lower the learning rate (9)';
  const lines = version1.trim().split('\n');
  const finished = JSON.parse(lines.at(-1) ?? '');
  const told = [
    ...lines.slice(0, -1),
    line({ type: 'stopped', reason: sentence }),
    line({ ...finished, report: { ...finished.report, stopped: sentence } }),
  ];
  const state = [...readLog(told.join('\n'), 'old')].reduce(fold, emptyState);
  for (const stopped of [state.stopped, state.report?.stopped]) {
    expect(stopped).toEqual({ code: 'log.told', params: { message: sentence } });
    expect(stopped && tellError(stopped)).toBe(sentence);
  }
});

const start = line({ run: 'r', at: 0, ...started([]) });
const progress = line({ run: 'r', at: 1, type: 'progress', done: 1, total: 2 });

test.each([
  ['a line that is cut short', `${start}\n${progress}\n{"run":"r","at":`, /^line 3: it is no event/],
  ['a line without an event', `${start}\n[]`, /^line 2: it is no event/],
  ['an unknown event', `${start}\n${line({ run: 'r', at: 1, type: 'party' })}`, /^line 2: type: /],
  ['a wrong field', `${start}\n${progress.replace('"total":2', '"total":"two"')}`, /^line 2: total: /],
  [
    'scores that are none',
    `${start}\n${line({ run: 'r', at: 1, type: 'selection', layer: 'c', step: 0, chosen: [0], scores: 'AAA=' })}`,
    /^line 2: scores: /,
  ],
  [
    'a reason to stop that is none',
    `${start}\n${line({ run: 'r', at: 1, type: 'stopped', reason: { code: 'toString', params: {} } })}`,
    /^line 2: reason\.code: /,
  ],
  [
    'a version to come',
    `${progress}\n${start.replace(/"version":\d+/, '"version":9')}`,
    /^line 2: version 9 is newer than \d+; open it in/,
  ],
  ['a recipe of version 1 that is none', line({ type: 'started', recipe: 'dcp' }), /^line 1: recipe: /],
  [
    'a report of version 1 that is none',
    `${version1.split('\n')[0]}\n${line({ type: 'finished', report: 3 })}`,
    /^line 2: report: /,
  ],
  ['no version', start.replace(/"version":\d+/, '"version":"x"'), /^line 1: version "x" is none/],
  ['no start', `${progress}\n${progress}\n`, /^line 2: the log ends without the start/],
  ['two runs', `${start}\n${progress.replace('"r"', '"s"')}`, /^line 2: it is of another run/],
  ['nothing', '', /^line 1: it is no event/],
])('%s is named', (_, text, message) => {
  expect(() => readLog(text, 'old')).toThrow(InputError);
  expect(() => readLog(text, 'old')).toThrow(message);
});
