import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { resnet50Channels } from '../../../runs/testing';
import { columnsOf, layerGap, pitchOf } from './layout';

test('layers stand side by side with the largest squares that fit, or small ones where none do', () => {
  const room = fc.record({ width: fc.integer({ min: 300, max: 3000 }), height: fc.integer({ min: 100, max: 900 }) });
  const layers = fc.array(fc.record({ channels: fc.integer({ min: 1, max: 2048 }) }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(room, layers, ({ width, height }, all) => {
      const fits = (pitch: number) =>
        all.reduce((sum, { channels }) => sum + layerGap + pitch * columnsOf(channels), 0) <= width &&
        all.every(({ channels }) => pitch * Math.ceil(channels / columnsOf(channels)) <= height);
      const pitch = pitchOf(all, { width, height });
      if (pitch > 4) expect(fits(pitch)).toBe(true);
      if (pitch < 26) expect(fits(pitch + 1)).toBe(false);
    }),
    { numRuns: 200 },
  );
});

test('ResNet-50 has small squares, vgg-small large ones', () => {
  const layers = (all: readonly number[]) => all.map((channels) => ({ channels }));
  expect(pitchOf(layers(resnet50Channels), { width: 1000, height: 300 })).toBe(4);
  expect(pitchOf(layers([16, 16, 32, 32, 64, 64, 128]), { width: 1000, height: 300 })).toBe(18);
});
