/** A word that page and worker share: 1 while the page draws a frame, and the worker's kernels leave it the cores to do so. */
export type FrameGate = Int32Array<SharedArrayBuffer>;

/** Milliseconds after which the page is taken to have drawn, however busy it is. */
const longestFrame = 200;

/** Undefined where a page may not share memory, and kernels run in one thread, or cannot tell when it is idle. */
export const makeFrameGate = (): FrameGate | undefined =>
  crossOriginIsolated && 'requestIdleCallback' in globalThis ? new Int32Array(new SharedArrayBuffer(4)) : undefined;

/** In the page: it draws from now on, until it has nothing left to do. */
export function closeForFrame(gate: FrameGate | undefined): void {
  if (!gate || document.hidden) return;
  Atomics.store(gate, 0, 1);
  const open = () => {
    Atomics.store(gate, 0, 0);
    Atomics.notify(gate, 0);
  };
  requestIdleCallback(open, { timeout: longestFrame });
}

/** In the worker: blocks while the page draws. */
export function waitForFrame(gate: FrameGate | undefined): void {
  if (gate) Atomics.wait(gate, 0, 1, longestFrame);
}
