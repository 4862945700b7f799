import { expect, test } from 'vitest';
import { decodeScores } from '../engine/run/scores';
import { selectionOf } from '../runs/testing';
import { recordingOf } from './recording';

test('a recording shows what the log shows, its scores to within 0.4%', () => {
  const log = [...selectionOf([16, 32])].filter(({ type }) => type !== 'progress');
  const recorded = recordingOf(selectionOf([16, 32]));
  expect(recorded.map(({ type, at }) => [type, at])).toEqual(log.map(({ type, at }) => [type, at]));
  for (const [index, event] of recorded.entries()) {
    const before = log[index];
    if (event.type !== 'selection' || before?.type !== 'selection') continue;
    const { scores, ...rest } = event;
    const { scores: exact, ...others } = before;
    expect(rest).toEqual(others);
    const wanted = decodeScores(exact ?? '');
    expect(wanted.length).toBeGreaterThan(0);
    for (const [channel, score] of decodeScores(scores ?? '').entries())
      expect(Math.abs(score - wanted[channel]!)).toBeLessThanOrEqual(0.004 * wanted[channel]!);
  }
});
