import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { beginDrawing, shareDrawing, waitWhileDrawing } from './frameGate';

let whenIdle: () => void = () => {};

beforeEach(() => {
  vi.stubGlobal('crossOriginIsolated', true);
  vi.stubGlobal('document', { hidden: false });
  vi.stubGlobal('requestIdleCallback', (callback: () => void) => {
    whenIdle = callback;
  });
});

afterEach(() => vi.unstubAllGlobals());

const isWaiting = (drawing: ReturnType<typeof shareDrawing>): boolean => drawing?.[0] === 1;

test('the page draws until it is idle, and a hidden one does not draw', () => {
  const drawing = shareDrawing();
  beginDrawing(drawing);
  expect(isWaiting(drawing)).toBe(true);
  whenIdle();
  expect(isWaiting(drawing)).toBe(false);
  vi.stubGlobal('document', { hidden: true });
  beginDrawing(drawing);
  expect(isWaiting(drawing)).toBe(false);
});

test('the worker waits for a page that draws, but not for ever', () => {
  const drawing = shareDrawing();
  const wait = vi.spyOn(Atomics, 'wait');
  waitWhileDrawing(drawing);
  expect(wait).toHaveLastReturnedWith('not-equal');
  beginDrawing(drawing);
  waitWhileDrawing(drawing);
  expect(wait).toHaveLastReturnedWith('timed-out');
});

test('without shared memory nobody waits', () => {
  vi.stubGlobal('crossOriginIsolated', false);
  expect(shareDrawing()).toBeUndefined();
  beginDrawing(undefined);
  waitWhileDrawing(undefined);
});
