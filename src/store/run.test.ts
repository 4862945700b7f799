import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { elapsed, stopped, ticking } from './run';

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => vi.useRealTimers());

const later = (milliseconds: number) => vi.advanceTimersByTime(milliseconds);

test('a clock goes on by itself, stands while it is stopped, and keeps its time', () => {
  const begun = ticking({ ran: 0, since: undefined });
  later(1500);
  expect(elapsed(begun)).toBe(1500);
  const paused = stopped(begun);
  later(60_000);
  expect(elapsed(paused)).toBe(1500);
  const resumed = ticking(paused);
  later(500);
  expect(elapsed(resumed)).toBe(2000);
  expect(stopped(stopped(resumed))).toEqual({ ran: 2000, since: undefined });
});
