import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readLog } from '../runs/logFile';
import { greedyNumbers } from './greedy';
import { layerSelection, rankedChannels, rankOf } from './layerSelection';

const step = (scores: number[], chosen: number[]) => ({ scores, chosen, losses: {} });

test('channels are ranked by score; of equals the one that joined comes first', () => {
  expect(rankedChannels(step([1, 3, 2, 3], [3]))).toEqual([3, 1, 2, 0]);
  expect(rankOf(2, step([1, 3, 2, 3], [3]))).toBe(3);
});

test('a selection by hand: the next on the list falls back once the first has joined', () => {
  const steps = [step([5, 4, 1, 3], [0]), step([0, 1, 2, 3], [3])];
  const numbers = greedyNumbers({ layer: 'conv', steps, order: [0, 3], losses: {} });
  expect(numbers).toMatchObject({ winner: 0, nextOnList: 1, joinsSecond: 3, oldRank: 3, newRank: 3 });
  expect(numbers).toMatchObject({ channels: 4, keeps: 2, topOfList: [0, 1], topThatStay: [0] });
});

test('what the lesson says of the recorded run is so: the largest score joins, and the second is not the next on the list', () => {
  const packed = readFileSync('public/runs/vgg-small-dcp-50.jsonl.gz');
  const log = readLog(gunzipSync(packed).toString(), 'test');
  const numbers = greedyNumbers(layerSelection(log, 'conv3')!);
  for (const { scores, chosen } of numbers.selection.steps) expect(scores[chosen[0]!]).toBe(Math.max(...scores));
  expect(numbers.joinsSecond).not.toBe(numbers.nextOnList);
  expect(numbers.selection.order).not.toContain(numbers.nextOnList);
  const joint = [...numbers.selection.steps.map(({ losses }) => losses.joint!), numbers.selection.losses.joint!];
  expect(joint).toEqual(joint.toSorted((a, b) => b - a));
  expect(numbers.keeps).toBe(8);
});
