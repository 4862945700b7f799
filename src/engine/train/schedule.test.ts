import { expect, test } from 'vitest';
import { learningRateAt, rateSchedules } from './schedule';

test.each([
  ['step', [0, 0.39], 1],
  ['step', [0.4, 0.59], 0.1],
  ['step', [0.6, 0.99], 0.01],
  ['mild-step', [0, 0.39], 1],
  ['mild-step', [0.8, 1], 0.027],
  ['cosine', [0], 0],
  ['cosine', [0.05], 1],
  ['cosine', [0.525], 0.5],
  ['cosine', [1], 0],
] as const)('%s: at %j of the training the rate is %f of its highest', (name, progresses, share) => {
  for (const progress of progresses)
    expect(learningRateAt(rateSchedules[name], 0.2, progress)).toBeCloseTo(0.2 * share, 10);
});
