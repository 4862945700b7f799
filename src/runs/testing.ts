/** Logs of runs that never were, for tests. */
import * as fc from 'fast-check';
import { presetRecipe } from '../engine/methods/recipe';
import { eventVersion, type LoggedEvent, type RunEvent } from '../engine/run/events';
import { encodeScores } from '../engine/run/scores';
import { AppendOnly } from './appendOnly';
import { logged, type RunLog } from './log';

export const started = (
  layers: ReadonlyArray<{ name: string; channels: number; keeps: number }>,
  losses: readonly string[] = [],
): RunEvent => ({
  type: 'started',
  version: eventVersion,
  recipe: presetRecipe('quick'),
  network: 'n',
  dataset: 'd',
  backend: 'wasm',
  layers: [...layers],
  losses: [...losses],
});

const logOf = (events: readonly RunEvent[]): RunLog =>
  AppendOnly.from(events.map((event, index) => logged('r1', event, 1000 + index)));

const layers = ['conv2', 'conv3'];
const channels = 5;
const loss = fc.double({ min: 0, max: 10, noNaN: true });
const layer = fc.constantFrom(...layers);
const count = fc.nat(1000);
const interval = { low: loss, high: loss };
const gap = fc.record({ gap: loss, ...interval, baselineOnly: count, prunedOnly: count });
const figures = {
  ...{
    accuracy: loss,
    ...interval,
    images: count,
    isAgreement: fc.boolean(),
    params: count,
    flops: count,
    bytes: count,
  },
};
const sparse = fc.record({
  ...{ unit: fc.constantFrom('kernel' as const, 'weight' as const), units: count, kept: count },
  ...{ weights: count, storedBytes: count },
});
const measured = fc.oneof(fc.record(figures), fc.record({ ...figures, gap }), fc.record({ ...figures, gap, sparse }));
const spread = fc.record({ median: loss, q1: loss, q3: loss });
const latency = fc.record({ images: count, runs: count, baseline: spread, pruned: spread });
const scores = fc.array(loss, { minLength: channels, maxLength: channels }).map(encodeScores);

/** Any event but the first, of a run of two layers with five channels. */
const runEvent: fc.Arbitrary<RunEvent> = fc.oneof(
  fc.record({
    type: fc.constant('phase' as const),
    phase: fc.constant('selection' as const),
    what: fc.constant('layer' as const),
    layer,
  }),
  fc.record({ type: fc.constant('progress' as const), done: count, total: fc.integer({ min: 1, max: 1000 }) }),
  fc.record({
    type: fc.constant('measured' as const),
    which: fc.constantFrom('baseline', 'selected', 'pruned', 'scratch'),
    measured,
  }),
  fc.record({
    type: fc.constant('thinned' as const),
    layer: fc.record({ layer, unit: fc.constantFrom('kernel', 'weight'), units: count, kept: count }),
  }),
  fc.record({
    type: fc.constant('compressed' as const),
    compressed: fc.record({ id: fc.constant('int8'), measured, storedBytes: count }),
  }),
  fc.record({
    ...{ type: fc.constant('mirroring' as const), images: count, plain: loss, mirrored: loss, mirrors: fc.boolean() },
  }),
  fc.record({
    ...{ type: fc.constant('epoch' as const), phase: fc.constantFrom('fine-tuning' as const, 'scratch' as const) },
    ...{ epoch: count, images: count, accuracy: loss, baseline: loss },
  }),
  fc.record({
    ...{ type: fc.constant('tuned' as const), phase: fc.constant('auxiliary' as const) },
    ...{ images: count, before: loss, after: loss },
  }),
  fc.record({ type: fc.constant('latency' as const), latency }),
  fc.record({
    type: fc.constant('stopped' as const),
    reason: fc.record({
      code: fc.constant('diverged.fine-tuning' as const),
      params: fc.record({ step: count, learningRate: loss, lambda: loss }),
    }),
  }),
  fc.record({
    type: fc.constant('training' as const),
    phase: fc.constantFrom('auxiliary', 'fine-tuning', 'scratch'),
    step: count,
    steps: fc.constant(1000),
    loss,
  }),
  fc.record(
    {
      type: fc.constant('selection' as const),
      layer,
      step: count,
      chosen: fc.uniqueArray(fc.nat(channels - 1), { maxLength: 2 }),
      scores,
      reconstruction: loss,
      discrimination: loss,
      joint: loss,
    },
    { requiredKeys: ['type', 'layer', 'step', 'chosen'] },
  ),
  fc.record({
    type: fc.constant('sensitivity' as const),
    layer,
    kept: fc.array(fc.nat(channels - 1), { minLength: 2, maxLength: 2 }),
    loss: fc.array(loss, { minLength: 2, maxLength: 2 }),
  }),
  fc.record({ type: fc.constant('widths' as const), counts: fc.dictionary(layer, fc.nat(channels)) }),
  fc.record({
    type: fc.constant('try' as const),
    ...{ number: count, most: count, widths: fc.dictionary(layer, fc.nat(channels)) },
    ...{ flops: count, params: count, gap, images: count, isMet: fc.boolean() },
  }),
  fc.record(
    {
      ...{ type: fc.constant('selected' as const), layer, kept: fc.array(fc.nat(channels - 1)) },
      ...{ reconstruction: loss, discrimination: loss, joint: loss },
    },
    { requiredKeys: ['type', 'layer', 'kept'] },
  ),
);

/** A log of up to some hundred events, begun once or twice. */
export const runLog: fc.Arbitrary<RunLog> = fc
  .array(fc.oneof({ weight: 40, arbitrary: runEvent }, { weight: 1, arbitrary: fc.constant(begun()) }), {
    maxLength: 500,
    size: 'max',
  })
  .map((events) => logOf([begun(), ...events]));

function begun(): RunEvent {
  return started(layers.map((name) => ({ name, channels, keeps: 3 })));
}

/** The channels of ResNet-50's 53 convolutions: 26,560. */
export const resnet50Channels: readonly number[] = [
  64,
  ...bottlenecks(64, 3),
  ...bottlenecks(128, 4),
  ...bottlenecks(256, 6),
  ...bottlenecks(512, 3),
];

/** Of a stage's shortcut and blocks. */
function bottlenecks(width: number, blocks: number): number[] {
  return [4 * width, ...Array.from({ length: blocks }, () => [width, width, 4 * width]).flat()];
}

/** A run that selects half of the channels of every layer, one at a time. */
export function selectionOf(channelsOfLayers: readonly number[]): RunLog {
  const all = channelsOfLayers.map((count, index) => ({ name: `conv${index + 2}`, channels: count, keeps: count / 2 }));
  const events: LoggedEvent[] = [logged('r1', started(all), 0)];
  for (const { name, channels: count, keeps } of all) {
    for (let step = 0; step < keeps; step++)
      events.push(
        logged(
          'r1',
          {
            type: 'selection',
            layer: name,
            step,
            chosen: [(7 * step) % count],
            scores: encodeScores(Array.from({ length: count }, (_, channel) => Math.sin(channel + step) ** 2)),
            reconstruction: 1 / (step + 1),
            discrimination: 0.5,
            joint: 0.5 + 1 / (step + 1),
          },
          events.length,
        ),
        logged('r1', { type: 'progress', done: events.length, total: 30_000 }, events.length),
      );
    events.push(logged('r1', { type: 'selected', layer: name, kept: [] }, events.length));
  }
  return AppendOnly.from(events);
}
