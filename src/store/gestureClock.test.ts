import { expect, test } from 'vitest';
import { gestureClock } from './gestureClock';

test('time stands while a pointer is down, and goes on as it would have', () => {
  const target = new EventTarget();
  let now = 0;
  const clock = gestureClock(target, () => now);
  const times = [
    '',
    'pointerdown',
    'pointermove',
    'pointerup',
    'pointerdown',
    'pointercancel',
    'pointerdown',
    'blur',
  ].map((type) => {
    now += 1000;
    target.dispatchEvent(new Event(type));
    now += 500;
    return clock();
  });
  expect(times).toEqual([1500, 2500, 2500, 6000, 7000, 9000, 10_000, 12_000]);
});
