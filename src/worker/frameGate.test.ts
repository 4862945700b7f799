import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { closeForFrame, makeFrameGate, waitForFrame } from './frameGate';

let whenIdle: () => void = () => {};

beforeEach(() => {
  vi.stubGlobal('crossOriginIsolated', true);
  vi.stubGlobal('document', { hidden: false });
  vi.stubGlobal('requestIdleCallback', (callback: () => void) => {
    whenIdle = callback;
  });
});

afterEach(() => vi.unstubAllGlobals());

const isClosed = (gate: ReturnType<typeof makeFrameGate>): boolean => gate?.[0] === 1;

test('the page draws until it is idle, and a hidden one does not draw', () => {
  const gate = makeFrameGate();
  closeForFrame(gate);
  expect(isClosed(gate)).toBe(true);
  whenIdle();
  expect(isClosed(gate)).toBe(false);
  vi.stubGlobal('document', { hidden: true });
  closeForFrame(gate);
  expect(isClosed(gate)).toBe(false);
});

test('the worker waits for a page that draws, but not for ever', () => {
  const gate = makeFrameGate();
  const wait = vi.spyOn(Atomics, 'wait');
  waitForFrame(gate);
  expect(wait).toHaveLastReturnedWith('not-equal');
  closeForFrame(gate);
  waitForFrame(gate);
  expect(wait).toHaveLastReturnedWith('timed-out');
});

test('without shared memory nobody waits', () => {
  vi.stubGlobal('crossOriginIsolated', false);
  expect(makeFrameGate()).toBeUndefined();
  closeForFrame(undefined);
  waitForFrame(undefined);
});
