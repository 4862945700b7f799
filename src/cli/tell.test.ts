import { expect, test } from 'vitest';
import { started } from '../runs/testing';
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

test('a run begins with its method, preset, images and losses', () => {
  const begun = started([], ['conv2']);
  if (begun.type !== 'started') throw new Error('another event');
  const images = { train: 4500, validation: 500, test: 1000 };
  expect(tell({ ...begun, dataset: 'cifar10-bundled', images })).toBe(
    'DCP, preset “Quick”; CIFAR-10, bundled 6,000 images: 4,500 training, 500 validation and 1,000 test images; ' +
      'auxiliary losses: at conv2, no more of the 2 asked for',
  );
  expect(tell({ ...begun, recipe: { ...begun.recipe, method: { id: 'other' } } })).toBe(
    'other; d; auxiliary losses: at conv2',
  );
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
    'of 500 validation images 90.0% (95%: 87.1 to 92.3) are right, mirrored 45.0% (95%: 40.7 to 49.4): ' +
      'training does not mirror images',
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

const measured = {
  ...{ accuracy: 0.851, low: 0.8276, high: 0.8717, images: 1000, isAgreement: false },
  ...{ params: 1200, flops: 34000, bytes: 4800 },
};

test('what is measured is told with how sure it is, and in points from the baseline', () => {
  expect(tell({ type: 'measured', which: 'baseline', measured })).toBe(
    'baseline: accuracy 85.1% (95%: 82.8 to 87.2), n = 1,000; 1200 parameters, 34000 FLOPs',
  );
  const gap = { gap: 0.012, low: 0.0017, high: 0.0223, baselineOnly: 20, prunedOnly: 8 };
  expect(tell({ type: 'measured', which: 'pruned', measured: { ...measured, gap } })).toBe(
    'pruned: accuracy 85.1% (95%: 82.8 to 87.2), n = 1,000; ' +
      'error gap +1.2 points (95%: 0.2 to 2.2), n = 1,000: 20 right in the baseline alone, 8 in this network alone; ' +
      '1200 parameters, 34000 FLOPs',
  );
});

test('what is faster is said, or that this machine cannot tell: where the quartiles overlap', () => {
  const baseline = { median: 5, q1: 4, q3: 6 };
  const said = (pruned: typeof baseline, images = 32) =>
    tell({ type: 'latency', latency: { images, runs: 20, baseline, pruned } });
  expect(said({ median: 2, q1: 1, q3: 3 }, 1)).toBe(
    '1 image: 5.0 ms (4.0 to 6.0) before, 2.0 ms (1.0 to 3.0) pruned, medians and quartiles of 20 runs: faster',
  );
  expect(said({ median: 4, q1: 3, q3: 5 })).toMatch(/^32 images: .*: no difference that this machine can tell$/);
  expect(said({ median: 9, q1: 8, q3: 10 })).toMatch(/: slower$/);
});
