import { expect, test } from 'vitest';
import { TimeLeftLines, tell } from './tell';

test('time left is said once it is known, then every half minute, and not of what is soon over', () => {
  const lines = new TimeLeftLines();
  const at = (now: number, secondsLeft?: number) =>
    lines.lineFor({ type: 'progress', done: 1, total: 4, ...(secondsLeft === undefined ? {} : { secondsLeft }) }, now);
  expect(at(0)).toBeUndefined();
  expect(at(2, 200)).toBe('25% done, about 3 min left');
  expect(at(31, 170)).toBeUndefined();
  expect(at(33, 170)).toBe('25% done, about 3 min left');
  expect(at(90, 5)).toBeUndefined();
});

test('why fine-tuning stopped is told in words', () => {
  const reason = { code: 'diverged.fine-tuning', params: { step: 10, learningRate: 0.5 } } as const;
  expect(tell({ type: 'stopped', reason })).toBe(
    'fine-tuning, step 10: the loss or a weight is no longer a finite number; lower the learning rate (0.5); the network is the one from before that',
  );
});

test('how mirrored images are answered is told, and what follows', () => {
  const answers = { type: 'mirroring', images: 500, plain: 0.9, mirrored: 0.45 } as const;
  expect(tell({ ...answers, mirrors: false })).toBe(
    'of 500 validation images 90.0% are right, mirrored 45.0%: training does not mirror images',
  );
});

test('what the auxiliary training did to the accuracy is told', () => {
  expect(tell({ type: 'tuned', phase: 'auxiliary', images: 500, before: 0.9, after: 0.8844 })).toBe(
    'auxiliary training: accuracy on 500 validation images from 90.0% to 88.4%',
  );
});

test('what a group keeps is told by its name', () => {
  expect(tell({ type: 'selected', layer: 'stream:conv', kept: [0, 2] })).toBe(
    'conv (coupled): keeps 2 of its input channels',
  );
});

test('latency is called a difference only where the quartiles lie apart', () => {
  const baseline = { median: 5, q1: 4, q3: 6 };
  const said = (pruned: typeof baseline) =>
    tell({ type: 'latency', latency: { images: 32, runs: 25, baseline, pruned } });
  expect(said({ median: 2, q1: 1, q3: 3 })).not.toContain('no difference');
  expect(said({ median: 4, q1: 3, q3: 5 })).toContain('no difference that this machine can tell');
});
