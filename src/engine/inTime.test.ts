import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inTime } from './inTime';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const never = new Promise<string>(() => {});

test('work that ends in time counts, whether it succeeds or fails, and leaves no timer', async () => {
  const late = vi.fn(() => 'late');
  expect(await inTime(Promise.resolve('done'), 10, late)).toBe('done');
  await expect(inTime(Promise.reject(new Error('broken')), 10, late)).rejects.toThrow('broken');
  expect(vi.getTimerCount()).toBe(0);
  expect(late).not.toHaveBeenCalled();
});

test('work that is late comes to what is made of that, an error included', async () => {
  const answer = inTime(never, 10, () => 'late');
  const refused = expect(
    inTime(never, 10, () => {
      throw new Error('too late');
    }),
  ).rejects.toThrow('too late');
  await vi.advanceTimersByTimeAsync(10);
  expect(await answer).toBe('late');
  await refused;
});
