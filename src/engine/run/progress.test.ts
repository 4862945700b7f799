import { afterEach, expect, test, vi } from 'vitest';
import { PhaseClock, Progress, WorkClock } from './progress';

afterEach(() => vi.restoreAllMocks());

test('while a checkpoint is held no time passes: not in phases, not in the time left', async () => {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const clock = new WorkClock(async () => {
    now += 60_000;
  });
  const phases = new PhaseClock(clock);
  const totals = {
    evaluation: 100,
    sensitivity: 0,
    heads: 0,
    auxiliary: 0,
    selection: 0,
    'fine-tuning': 0,
    latency: 0,
  };
  const progress = new Progress(clock, totals);
  phases.enter('baseline', 'network');
  now += 2000;
  await clock.pass();
  expect(progress.advance('evaluation', 20)).toMatchObject({ done: 20, total: 100, secondsLeft: expect.closeTo(8) });
  now += 2000;
  await clock.pass();
  expect(progress.advance('evaluation', 20)).toMatchObject({ done: 40, total: 100, secondsLeft: expect.closeTo(6) });
  expect(phases.seconds()).toMatchObject({ baseline: 4, selection: 0 });
  expect(progress.finish()).toEqual({ type: 'progress', done: 100, total: 100, secondsLeft: 0 });
});
