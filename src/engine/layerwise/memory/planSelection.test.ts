import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { planSelection } from './planSelection';
import { type Keeping, keepings, type SelectionNeed } from './selectionNeeds';

const bytes = fc.integer({ min: 1, max: 1e6 });

/** A layer whose ways to keep samples take what they please. */
const needs: fc.Arbitrary<SelectionNeed[]> = fc.array(
  fc.record({ each: fc.tuple(bytes, bytes, bytes, bytes), inHand: bytes, besides: bytes }).map(
    ({ each, inHand, besides }): SelectionNeed => ({
      layer: 'conv',
      readers: ['conv'],
      kept: ({ tiles, prefix }: Keeping) => each[(tiles ? 0 : 2) + (prefix ? 0 : 1)]!,
      inHand,
      computed: inHand + besides,
    }),
  ),
  { minLength: 1, maxLength: 5 },
);

const settings = fc.record({
  needs,
  samples: fc.integer({ min: 1, max: 5000 }),
  batchSize: fc.integer({ min: 1, max: 256 }),
  room: fc.integer({ min: 1, max: 2 ** 31 }),
});

const check = (
  property: (setting: { needs: SelectionNeed[]; samples: number; batchSize: number; room: number }) => void,
) => fc.assert(fc.property(settings, property), { seed: 1, numRuns: 1000 });

test('no layer takes more than there is; a plan is missing only where one image does not fit', () => {
  check(({ needs, samples, batchSize, room }) => {
    const memory = planSelection(needs, samples, batchSize, room);
    const largest = Math.max(...needs.map(({ computed }) => computed));
    expect(memory === undefined).toBe(largest > room);
    for (const layer of memory?.layers ?? []) {
      expect(layer.bytes).toBeLessThanOrEqual(room);
      expect(layer.kept.samples).toBeGreaterThanOrEqual(0);
      expect(layer.kept.samples).toBeLessThanOrEqual(samples);
    }
  });
});

test('where everything fits everything is kept, and batches are whole', () => {
  const [fastest] = keepings;
  check(({ needs, samples, batchSize }) => {
    const room = Math.max(...needs.map((need) => samples * need.kept(fastest) + batchSize * need.inHand));
    const memory = planSelection(needs, samples, batchSize, room)!;
    expect(memory.plan.part).toBe(batchSize);
    for (const { kept } of memory.layers) expect(kept).toEqual({ ...fastest, samples });
  });
});

test('more memory never means smaller parts, more images never larger ones', () => {
  check(({ needs, samples, batchSize, room }) => {
    const part = planSelection(needs, samples, batchSize, room)?.plan.part ?? 0;
    expect(planSelection(needs, samples, batchSize, 2 * room)?.plan.part ?? 0).toBeGreaterThanOrEqual(part);
    expect(planSelection(needs, 2 * samples, batchSize, room)?.plan.part ?? 0).toBeLessThanOrEqual(part);
    const doubled = planSelection(needs, samples, 2 * batchSize, room)?.plan.part ?? 0;
    expect(doubled).toBeLessThanOrEqual(2 * part);
  });
});
