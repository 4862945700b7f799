import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { proceed } from '../checkpoint';
import type { Dataset } from '../data/dataset';
import { replaceWeight } from '../network/network';
import { NetworkBuilder } from '../network/networkBuilder';
import { Random } from '../random';
import { answeringMirrored, mayMirror } from './mirroring';

beforeAll(() => chooseBackend(['wasm']));

/** Images of 4 x 4 with one bright edge. The classes: the bright edge is on the left or on the right; above or below. */
function edges(kind: 'sides' | 'ends', count: number): Dataset {
  const labels = Uint16Array.from({ length: count }, (_, index) => index % 2);
  const images = new Uint8Array(16 * count);
  for (let at = 0; at < images.length; at++) {
    const [row, column] = [Math.floor((at % 16) / 4), at % 4];
    const edge = labels[Math.floor(at / 16)] === 0 ? 0 : 3;
    images[at] = (kind === 'sides' ? column : row) === edge ? 255 : 0;
  }
  const part = { images, labels };
  return {
    name: kind,
    classes: ['first', 'second'],
    shape: [4, 4, 1],
    scaling: { kind: 'unit' },
    train: part,
    test: part,
  };
}

/** Scores a class by the brightness of the half that it is in: right of every image. */
function halves(kind: 'sides' | 'ends') {
  const network = new NetworkBuilder([4, 4, 1])
    .append('flat', 'Flatten')
    .append('classes', 'Dense', { units: 2 })
    .build(kind, new Random(1));
  const weights = Array.from({ length: 16 }, (_, at) => {
    const isFirst = (kind === 'sides' ? at % 4 : Math.floor(at / 4)) < 2;
    return isFirst ? [1, 0] : [0, 1];
  });
  replaceWeight(network, 'classes/kernel', tf.tensor2d(weights));
  return network;
}

test.each([
  ['sides', 30, 0, false],
  ['ends', 30, 1, true],
  ['ends', 600, 1, true],
] as const)('%s of %i images: %f of the mirrored ones are right', async (kind, count, mirrored, mirrors) => {
  const network = halves(kind);
  const before = tf.memory().numTensors;
  const images = edges(kind, count);
  const told: number[] = [];
  const answering = answeringMirrored(network, images, images.train, {
    pass: proceed,
    tell: (answered) => told.push(answered),
  });
  let next = await answering.next();
  while (!next.done) next = await answering.next();
  const answers = next.value;
  expect(told.reduce((sum, images) => sum + images, 0)).toBe(answers.images);
  expect(tf.memory().numTensors).toBe(before);
  expect(answers).toEqual({ images: count, plain: 1, mirrored });
  expect(mayMirror(answers)).toBe(mirrors);
});

test('a fall of up to five points is no reason not to mirror', () => {
  const fallingTo = (mirrored: number) => mayMirror({ images: 500, plain: 0.9, mirrored });
  expect([0.95, 0.9, 0.852, 0.848].map(fallingTo)).toEqual([true, true, true, false]);
});
