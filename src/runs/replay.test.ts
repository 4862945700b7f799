import { expect, test } from 'vitest';
import type { RunEvent } from '../engine/run/events';
import { AppendOnly } from './appendOnly';
import { logged } from './log';
import { Replay } from './replay';
import { started } from './testing';

const layer = (name: string): RunEvent => ({ type: 'phase', phase: 'selection', what: 'layer', layer: name });
const joins = (name: string, step: number): RunEvent => ({ type: 'selection', layer: name, step, chosen: [step] });

const events: readonly RunEvent[] = [
  started([
    { name: 'a', channels: 4, keeps: 2 },
    { name: 'b', channels: 4, keeps: 1 },
  ]),
  { type: 'progress', done: 1, total: 9 },
  { type: 'phase', phase: 'baseline', what: 'network' },
  layer('a'),
  joins('a', 0),
  { type: 'progress', done: 2, total: 9 },
  joins('a', 1),
  { type: 'selected', layer: 'a', kept: [0, 1], left: { params: 10, flops: 20 } },
  layer('b'),
  joins('b', 0),
  { type: 'phase', phase: 'fine-tuning', what: 'pruned' },
];
const log = AppendOnly.from(events.map((event, at) => logged('r', event, at)));

test('a run is seen moment by moment: events that show nothing are none', () => {
  const { moments } = new Replay(log);
  expect(Array.from({ length: moments.length }, (_, index) => moments.at(index)?.count)).toEqual([
    1, 3, 4, 5, 7, 8, 9, 10, 11,
  ]);
  expect(moments.spans.map(({ phase, layer, from }) => [phase, layer, from])).toEqual([
    ['baseline', undefined, 1],
    ['selection', 'a', 2],
    ['selection', 'b', 6],
    ['fine-tuning', undefined, 8],
  ]);
});

test('strides end at the next channel, layer or stage, on and back, and at the ends', () => {
  const { moments } = new Replay(log);
  expect(moments.stridden(3, 'channel', 1)).toBe(4);
  expect(moments.stridden(3, 'layer', 1)).toBe(6);
  expect(moments.stridden(3, 'stage', 1)).toBe(8);
  expect(moments.stridden(7, 'layer', -1)).toBe(6);
  expect(moments.stridden(7, 'stage', -1)).toBe(2);
  expect(moments.stridden(8, 'channel', 1)).toBe(8);
  expect(moments.stridden(1, 'stage', -1)).toBe(0);
});

test('a frame has the event, and the states around it', () => {
  const frame = new Replay(log).frameAt(5);
  expect(frame?.event).toMatchObject({ type: 'selected', layer: 'a' });
  expect(frame?.before.left).toBeUndefined();
  expect(frame?.state.left).toEqual({ params: 10, flops: 20 });
  expect(frame?.state.layers[0]?.isDone).toBe(true);
  expect(new Replay(log).frameAt(99)?.moment).toBe(8);
});

test('a run that goes on has the same frames as its whole log', () => {
  const long = Array.from({ length: 30 }, () => events).flat();
  const all = AppendOnly.from(long.map((event, at) => logged('r', event, at)));
  let growing = AppendOnly.from(all.at(0) ? [all.at(0)!] : []);
  const replay = new Replay(growing);
  for (let index = 1; index < all.length; index++) {
    growing = growing.append(all.at(index)!);
    replay.follow(growing);
  }
  const whole = new Replay(all);
  expect(replay.moments.length).toBe(whole.moments.length);
  for (const moment of [0, 3, 64, 100, whole.moments.length - 1])
    expect(replay.frameAt(moment)?.state.layers.map(({ chosen }) => [...chosen])).toEqual(
      whole.frameAt(moment)?.state.layers.map(({ chosen }) => [...chosen]),
    );
});

test('parts of a search are of the network that they make; one that is taken up again is not made again', () => {
  const widths = (a: number): RunEvent => ({ type: 'widths', counts: { a, b: 1 } });
  const tried = (number: number, a: number): RunEvent => ({
    ...{ type: 'try', number, most: 4, widths: { a, b: 1 }, flops: 1, params: 1, images: 9, isMet: true },
    gap: { gap: 0, low: 0, high: 0, baselineOnly: 0, prunedOnly: 0 },
  });
  const [start] = events;
  if (start?.type !== 'started') throw new Error('a run starts');
  const measuring: RunEvent = { type: 'phase', phase: 'evaluation', what: 'pruned' };
  const search = [
    { ...start, recipe: { ...start.recipe, target: { kind: 'lose', points: 1 }, tries: 4 } },
    ...[layer('a'), widths(2), layer('a'), layer('b'), tried(1, 2), widths(3), layer('a'), tried(2, 3)],
    ...[widths(2), measuring],
  ] as const satisfies readonly RunEvent[];
  const { moments } = new Replay(AppendOnly.from(search.map((event, at) => logged('r', event, at))));
  expect(moments.spans.map(({ network }) => network)).toEqual([undefined, 1, 1, 2, undefined]);
  expect(moments.search).toEqual({ networks: 4, isOver: false });
});
