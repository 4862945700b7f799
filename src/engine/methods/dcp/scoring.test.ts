import * as tf from '@tensorflow/tfjs';
import { beforeAll, test } from 'vitest';
import { chooseBackend } from '../../backend/chooseBackend';
import { expectClose } from '../../testing/numbers';
import { channelScores } from './scoring';

beforeAll(() => chooseBackend(['cpu']));

test('scores by hand: the norm of a slice, and the sum of its kernels norms', () => {
  // channel 0: taps (3, 0) and (4, 0) of its two filters; channel 1: (5, 0) and (0, 12)
  const gradient = tf.tensor4d([3, 0, 5, 0, 4, 0, 0, 12], [2, 1, 2, 2]);
  expectClose(channelScores(gradient, 'slice'), tf.tensor1d([5, 13]), 1e-6);
  expectClose(channelScores(gradient, 'kernels'), tf.tensor1d([5, 17]), 1e-6);
});
