import { expect, test } from 'vitest';
import type { RunEvent } from '../engine/run/events';
import { encodeScores } from '../engine/run/scores';
import { AppendOnly } from './appendOnly';
import { channelStory } from './channelStory';
import { logged } from './log';
import { started } from './testing';

const begun: readonly RunEvent[] = [
  started([{ name: 'a', channels: 4, keeps: 2 }]),
  { type: 'selection', layer: 'a', step: 0, chosen: [2], scores: encodeScores([1, 2, 8, 4]), joint: 3 },
  { type: 'selection', layer: 'b', step: 1, chosen: [1] },
  { type: 'selection', layer: 'a', step: 1, chosen: [3], scores: encodeScores([1, 2, 0, 0.5]) },
];
const ended: readonly RunEvent[] = [...begun, { type: 'selected', layer: 'a', kept: [0, 2, 3] }];

const storyOf = (events: readonly RunEvent[], channel: number) =>
  channelStory(AppendOnly.from(events.map((event, at) => logged('r', event, at))), 'a', channel);

test('a channel joins at a step, by a score; is kept without having joined; goes; or nothing is decided', () => {
  expect(storyOf(ended, 2)).toEqual({
    end: 'kept',
    decidedAt: 2,
    joined: { at: 2, before: 0, together: [2], score: 8, joint: 3 },
  });
  expect(storyOf(ended, 3)).toMatchObject({ decidedAt: 4, joined: { before: 1, score: 0.5 } });
  expect(storyOf(ended, 0)).toEqual({ end: 'kept', decidedAt: 5 });
  expect(storyOf(ended, 1)).toEqual({ end: 'removed', decidedAt: 5 });
  expect(storyOf(begun, 1)).toEqual({ end: 'open' });
});

test('what was decided in another network of a search is void', () => {
  const again: readonly RunEvent[] = [...ended, { type: 'widths', counts: { a: 1 } }];
  expect(storyOf(again, 2)).toEqual({ end: 'open' });
  expect(storyOf([...again, { type: 'selected', layer: 'a', kept: [2] }], 2)).toEqual({ end: 'kept', decidedAt: 7 });
});
