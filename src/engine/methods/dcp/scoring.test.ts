import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../../backend/chooseBackend';
import { expectClose } from '../../testing/numbers';
import { scoreParts, scoresOfChannels } from './scoring';

beforeAll(() => chooseBackend(['cpu']));

// channel 0: taps (3, 0) and (4, 0) of its two filters; channel 1: (5, 0) and (0, 12)
const gradient = () => tf.tensor4d([3, 0, 5, 0, 4, 0, 0, 12], [2, 1, 2, 2]);

test.each([
  ['slice', [25, 169], [5, 13], Math.sqrt(25 + 169)],
  ['kernels', [5, 17], [5, 17], 22],
] as const)('scores by hand: %s', (score, parts, scores, together) => {
  const own = scoreParts(gradient(), score);
  expectClose(own, tf.tensor1d([...parts]), 1e-6);
  expect([...scoresOfChannels(parts, [0, 1], score).values()]).toEqual(scores);
  expect([...scoresOfChannels(parts, [7, 7], score)]).toEqual([[7, together]]);
});
