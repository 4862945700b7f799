import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readRows } from '../comparison/readRows';
import { readLog } from '../runs/logFile';
import { loggedRun } from '../store/run';
import { healedBy, healingOf } from './healing';
import { chanceOverlap, overlapOf, rowsOf } from './methods';

test('the recorded run heals a good part of what the cut has taken, and its loss falls epoch by epoch at first', () => {
  const text = gunzipSync(readFileSync('public/runs/vgg-small-dcp-50.jsonl.gz')).toString();
  const { log, recipe } = loggedRun(readLog(text, 'test'));
  const healing = healingOf(log);
  const { baseline, selected, pruned } = healing;
  expect(healing.lossByEpoch).toHaveLength(recipe.fineTuningEpochs);
  expect(healing.lossByEpoch[0]).toBeGreaterThan(healing.lossByEpoch.at(-1)!);
  expect(healing.share * (baseline.accuracy - selected.accuracy)).toBeCloseTo(pruned.accuracy - selected.accuracy, 9);
  expect(healedBy(healing.share)).toBe('half');
});

test('accuracies by epoch are those of fine-tuning, in their order', () => {
  const packed = gunzipSync(readFileSync('public/runs/vgg-small-dcp-50.jsonl.gz')).toString();
  const log = [...readLog(packed, 'test')];
  const epoch = (phase: 'fine-tuning' | 'scratch', at: number) =>
    ({ ...log[0]!, type: 'epoch', phase, epoch: at, images: 500, accuracy: at / 10, baseline: 0.9 }) as const;
  const others = log.filter(({ type }) => type !== 'epoch');
  const { accuracies } = healingOf([...others, epoch('scratch', 1), epoch('fine-tuning', 0), epoch('fine-tuning', 1)]);
  expect(accuracies.map(({ accuracy }) => accuracy)).toEqual([0, 0.1]);
});

test('overlaps by hand; by chance two halves of sixteen share four', () => {
  expect(overlapOf([1, 2, 3], [3, 4, 1])).toBe(2);
  expect(chanceOverlap(8, 8, 16)).toBe(4);
});

const compared = readRows(JSON.parse(readFileSync('public/runs/comparison.json', 'utf8')));

test('what lesson 7 says is so: the intervals of all methods meet', () => {
  const rows = rowsOf(compared, 'vgg-small', 0.5);
  expect(Math.min(...rows.map(({ accuracyHigh }) => accuracyHigh))).toBeGreaterThan(
    Math.max(...rows.map(({ accuracyLow }) => accuracyLow)),
  );
});

test('what lesson 6 says of training from scratch is so: far below the pruned network, beyond both intervals', () => {
  const [dcp] = rowsOf(compared, 'vgg-small', 0.5);
  const scratch = compared.find(({ method, network }) => method === 'wm' && network === 'vgg-small')!;
  expect(scratch.widths).toEqual(dcp!.widths);
  expect(scratch.accuracyHigh).toBeLessThan(dcp!.accuracyLow);
});
